package helpdesk.channel;

import java.util.List;

/** Looks up what the DNS says of the domains that we send from: implemented by the mail adapter. */
public interface SendingDomains {
  /**
   * Asks for every domain of an active mailbox. Takes as long as the name server does, up to about
   * twenty seconds, so it is not called in a transaction.
   *
   * @param selectors names under which DKIM keys are looked for, besides the usual ones
   */
  List<SendingDomain> check(List<String> selectors);
}
