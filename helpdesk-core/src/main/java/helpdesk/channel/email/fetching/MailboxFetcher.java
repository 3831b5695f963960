package helpdesk.channel.email.fetching;

import helpdesk.channel.MailServer;
import helpdesk.channel.Mailbox;
import helpdesk.channel.Mailboxes;
import helpdesk.intake.Intake;
import helpdesk.shared.ChannelId;
import jakarta.mail.FetchProfile;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads what is new in a mailbox. Messages stay on the server, unread as they were. Each is stored
 * before the mailbox's progress says so: after a crash it is met again and known by its key.
 */
@Component
class MailboxFetcher {
  private static final Logger log = LoggerFactory.getLogger(MailboxFetcher.class);
  private static final int BATCH = 100;
  private final Mailboxes mailboxes;
  private final Connections connections;
  private final FetchProgress progress;
  private final Intake intake;
  private final FetchedMessages messages;

  MailboxFetcher(
      Mailboxes mailboxes,
      Connections connections,
      FetchProgress progress,
      Intake intake,
      FetchedMessages messages) {
    this.mailboxes = mailboxes;
    this.connections = connections;
    this.progress = progress;
    this.intake = intake;
    this.messages = messages;
  }

  /** Fetches what is new; what goes wrong is written to the mailbox, for people to see. */
  void fetch(ChannelId channel) {
    try {
      Mailbox mailbox = mailboxes.byId(channel);
      if (mailbox.imap() != null) fetch(mailbox, mailbox.imap());
    } catch (IllegalStateException e) {
      progress.failed(channel, String.valueOf(e.getMessage()));
    }
  }

  private void fetch(Mailbox mailbox, MailServer server) {
    ChannelId channel = mailbox.channel().id();
    try (Connections.Opened opened = connections.open(server, mailbox.folder())) {
      read(opened.folder(), FetchedMessages.Account.of(mailbox, server));
      progress.worked(channel);
    } catch (MessagingException | UncheckedIOException e) {
      String words = MailTrouble.words(e, server);
      log.warn("Mailbox {} cannot be fetched: {}", channel, words);
      progress.failed(channel, words);
    }
  }

  private void read(IMAPFolder folder, FetchedMessages.Account account) throws MessagingException {
    long validity = folder.getUIDValidity();
    long last = progress.lastUid(account.channel(), validity);
    Message[] found = folder.getMessagesByUID(last + 1, UIDFolder.LASTUID);
    for (int from = 0; from < found.length; from += BATCH) {
      Message[] batch = Arrays.copyOfRange(found, from, Math.min(found.length, from + BATCH));
      folder.fetch(batch, profile());
      take(folder, account.at(validity), batch, last);
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
