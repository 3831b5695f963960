package helpdesk.channel.email.fetching;

import helpdesk.channel.AfterProcessing;
import helpdesk.channel.email.fetching.Connections.Opened;
import helpdesk.channel.email.fetching.FetchedMessages.Account;
import helpdesk.intake.Intake;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.springframework.stereotype.Component;

/**
 * Flags or moves on their server the messages that are stored here. How far that went is kept apart
 * from how far was read, so that a failure is tried again and costs no message.
 */
@Component
class Deeds {
  private static final int BATCH = 100;
  private final FetchProgress progress;
  private final Intake intake;

  Deeds(FetchProgress progress, Intake intake) {
    this.progress = progress;
    this.intake = intake;
  }

  /**
   * @param account with its UIDVALIDITY
   * @throws DeedFailed if the server does not go along
   */
  void doFor(Opened opened, Account account, AfterProcessing after) throws DeedFailed {
    long done = progress.deedUid(account.channel());
    long read = progress.lastUid(account.channel(), account.uidValidity());
    if (done >= read) return;
    try {
      if (after.deed() != AfterProcessing.Deed.LEAVE) doFor(opened, account, after, done, read);
      progress.deedDone(account.channel(), account.uidValidity(), read);
    } catch (MessagingException e) {
      throw new DeedFailed(e);
    }
  }

  private void doFor(Opened opened, Account account, AfterProcessing after, long done, long read)
      throws MessagingException {
    List<Message> stored = stored(opened.folder(), account, done, read);
    for (int from = 0; from < stored.size(); from += BATCH) {
      List<Message> some = stored.subList(from, Math.min(stored.size(), from + BATCH));
      Message[] batch = some.toArray(Message[]::new);
      long last = opened.folder().getUID(batch[batch.length - 1]);
      if (after.deed() == AfterProcessing.Deed.SEEN) {
        opened.folder().setFlags(batch, new Flags(Flags.Flag.SEEN), true);
      } else {
        move(opened, batch, String.valueOf(after.folder()));
      }
      progress.deedDone(account.channel(), account.uidValidity(), last);
    }
  }

  /** A message too large to be stored in whole stays where it is, and so does a deleted one. */
  private List<Message> stored(IMAPFolder folder, Account account, long done, long read)
      throws MessagingException {
    Message[] found = folder.getMessagesByUID(done + 1, read);
    FetchProfile profile = new FetchProfile();
    profile.add(UIDFolder.FetchProfileItem.UID);
    profile.add(FetchProfile.Item.FLAGS);
    profile.add(IMAPFolder.FetchProfileItem.SIZE);
    folder.fetch(found, profile);
    List<String> keys = new ArrayList<>();
    for (Message message : found) keys.add(account.key(folder.getUID(message)));
    Set<String> known = intake.known(account.source(), keys);
    List<Message> stored = new ArrayList<>();
    for (int n = 0; n < found.length; n++) {
      Message message = found[n];
      if (!known.contains(keys.get(n)) || message.isSet(Flags.Flag.DELETED)) continue;
      if (message.getSize() <= intake.largest().toBytes()) stored.add(message);
    }
    return stored;
  }

  private static void move(Opened opened, Message[] batch, String name) throws MessagingException {
    IMAPFolder folder = opened.folder();
    Folder target = opened.store().getFolder(name);
    if (!target.exists() && !target.create(Folder.HOLDS_MESSAGES)) {
      throw new MessagingException("The folder " + name + " cannot be made");
    }
    if (opened.store().hasCapability("MOVE")) {
      folder.moveMessages(batch, target);
      return;
    }
    folder.copyMessages(batch, target);
    folder.setFlags(batch, new Flags(Flags.Flag.DELETED), true);
    if (opened.store().hasCapability("UIDPLUS")) folder.expunge(batch);
  }
}
