package helpdesk.channel.email.fetching;

import helpdesk.channel.AfterProcessing;
import helpdesk.channel.MailAuthorisations;
import helpdesk.channel.MailNotAuthorised;
import helpdesk.channel.MailServer;
import helpdesk.channel.Mailbox;
import helpdesk.channel.MailboxTrouble;
import helpdesk.channel.Mailboxes;
import helpdesk.channel.email.fetching.Connections.Opened;
import helpdesk.intake.Intake;
import helpdesk.shared.ChannelId;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads what is new in a mailbox. Each message is stored before the mailbox's progress says so:
 * after a crash it is met again and known by its key. Only then is it flagged or moved, if the
 * mailbox says so; else it stays on the server, unread as it was.
 */
@Component
class MailboxFetcher {
  private static final Logger log = LoggerFactory.getLogger(MailboxFetcher.class);
  private static final int BATCH = 100;
  private final Mailboxes mailboxes;
  private final MailAuthorisations authorisations;
  private final Connections connections;
  private final FetchProgress progress;
  private final Intake intake;
  private final FetchedMessages messages;
  private final Deeds deeds;

  MailboxFetcher(
      Mailboxes mailboxes,
      MailAuthorisations authorisations,
      Connections connections,
      FetchProgress progress,
      Intake intake,
      FetchedMessages messages,
      Deeds deeds) {
    this.mailboxes = mailboxes;
    this.authorisations = authorisations;
    this.connections = connections;
    this.progress = progress;
    this.intake = intake;
    this.messages = messages;
    this.deeds = deeds;
  }

  /**
   * Fetches what is new; what goes wrong is written to the mailbox, for people to see.
   *
   * @return whether it worked
   */
  boolean fetch(ChannelId channel) {
    return attend(channel, this::read);
  }

  /** What is done with an open mailbox. */
  interface Visit {
    void of(Opened opened, Mailbox mailbox) throws MessagingException;
  }

  /**
   * Opens the mailbox for a visit; what goes wrong is written to it, for people to see.
   *
   * @return whether nothing did
   */
  boolean attend(ChannelId channel, Visit visit) {
    MailServer server = new MailServer("?", 1, MailServer.Security.TLS, null, null);
    try {
      Mailbox mailbox = mailboxes.byId(channel);
      if (mailbox.imap() == null) return true;
      server = mailbox.imap();
      try (Opened opened = open(mailbox, server)) {
        visit.of(opened, mailbox);
      }
      return true;
    } catch (MessagingException | MailNotAuthorised | UncheckedIOException e) {
      failed(channel, MailTrouble.of(e, server));
    } catch (IllegalStateException e) {
      log.error("Mailbox {} failed", channel, e);
      failed(
          channel,
          new MailboxTrouble(
              MailboxTrouble.Kind.KEY_CHANGED, server.host(), server.port(), e.getMessage()));
    }
    return false;
  }

  private void failed(ChannelId channel, MailboxTrouble trouble) {
    log.warn("Mailbox {} cannot be fetched: {}", channel, trouble);
    progress.failed(channel, trouble);
  }

  /** A token that the server refuses before its time is renewed, once. */
  private Opened open(Mailbox mailbox, MailServer server)
      throws MessagingException, MailNotAuthorised {
    boolean leave = mailbox.after().deed() == AfterProcessing.Deed.LEAVE;
    int mode = leave ? Folder.READ_ONLY : Folder.READ_WRITE;
    ChannelId channel = mailbox.channel().id();
    MailServer ready = authorisations.ready(channel, server);
    try {
      return connections.open(ready, mailbox.folder(), mode);
    } catch (AuthenticationFailedException e) {
      if (!server.byToken()) throw e;
      return connections.open(authorisations.renewed(channel, ready), mailbox.folder(), mode);
    }
  }

  /** Takes in what is new in an open mailbox. */
  void read(Opened opened, Mailbox mailbox) throws MessagingException {
    MailServer server = Objects.requireNonNull(mailbox.imap());
    FetchedMessages.Account account = FetchedMessages.Account.of(mailbox, server);
    IMAPFolder folder = opened.folder();
    long validity = folder.getUIDValidity();
    read(folder, account.at(validity));
    try {
      deeds.doFor(opened, account.at(validity), mailbox.after());
      progress.worked(account.channel());
    } catch (DeedFailed e) {
      if (!folder.isOpen()) throw e;
      progress.worked(account.channel());
      failed(account.channel(), MailTrouble.of(e, server));
    }
  }

  private void read(IMAPFolder folder, FetchedMessages.Account account) throws MessagingException {
    long last = progress.lastUid(account.channel(), account.uidValidity());
    Message[] found = folder.getMessagesByUID(last + 1, UIDFolder.LASTUID);
    for (int from = 0; from < found.length; from += BATCH) {
      Message[] batch = Arrays.copyOfRange(found, from, Math.min(found.length, from + BATCH));
      folder.fetch(batch, profile());
      take(folder, account, batch, last);
    }
  }

  private void take(IMAPFolder folder, FetchedMessages.Account account, Message[] batch, long last)
      throws MessagingException {
    NavigableMap<Long, Message> byUid = new TreeMap<>();
    // A server answers "everything from n on" with its last message even where that lies before n.
    for (Message message : batch) {
      long uid = folder.getUID(message);
      if (uid > last) byUid.put(uid, message);
    }
    Set<String> known =
        intake.known(account.source(), byUid.keySet().stream().map(account::key).toList());
    long reached = 0;
    try {
      for (Map.Entry<Long, Message> next : byUid.entrySet()) {
        long uid = next.getKey();
        if (!known.contains(account.key(uid))) messages.take(next.getValue(), uid, account);
        reached = uid;
      }
    } catch (FetchedMessages.GivenUp e) {
      reached = e.uid();
      throw e.trouble();
    } finally {
      if (reached > 0) progress.reached(account.channel(), account.uidValidity(), reached);
    }
  }

  private static FetchProfile profile() {
    FetchProfile profile = new FetchProfile();
    profile.add(UIDFolder.FetchProfileItem.UID);
    profile.add(FetchProfile.Item.FLAGS);
    profile.add(IMAPFolder.FetchProfileItem.SIZE);
    profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
    return profile;
  }
}
