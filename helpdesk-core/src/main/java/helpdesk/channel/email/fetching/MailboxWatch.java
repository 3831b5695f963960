package helpdesk.channel.email.fetching;

import helpdesk.channel.Mailbox;
import helpdesk.channel.email.fetching.Connections.Opened;
import helpdesk.shared.ChannelId;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stays with one mailbox: reads what is new, then lets the server tell of more (IDLE, RFC 2177), or
 * comes back after a while where the server cannot. After trouble it comes back ever later.
 */
final class MailboxWatch implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(MailboxWatch.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /**
   * @param pollEvery how often a server is asked that does not tell
   * @param idleAtMost how long to listen before asking whether the connection still lives; servers
   *     hang up after 30 minutes
   */
  record Patience(Duration pollEvery, Duration idleAtMost) {}

  private final ChannelId channel;
  private final MailboxFetcher fetcher;
  private final Patience patience;
  private final ScheduledExecutorService timer;
  private final Consumer<Boolean> mode;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopped;
  private volatile @Nullable IMAPFolder listening;

  /**
   * @param mode told whether the server tells of news by itself
   */
  MailboxWatch(
      ChannelId channel,
      MailboxFetcher fetcher,
      Patience patience,
      ScheduledExecutorService timer,
      Consumer<Boolean> mode) {
    this.channel = channel;
    this.fetcher = fetcher;
    this.patience = patience;
    this.timer = timer;
    this.mode = mode;
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    while (!stopped) {
      if (attended()) {
        pause = FIRST_PAUSE;
        rest(patience.pollEvery());
      } else {
        rest(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  /** One mailbox's trouble stays its own, and the database may be away, too. */
  private boolean attended() {
    try {
      return fetcher.attend(channel, this::stay);
    } catch (RuntimeException e) {
      if (!stopped) log.error("Mailbox {} failed", channel, e);
      return false;
    }
  }

  private void stay(Opened opened, Mailbox mailbox) throws MessagingException {
    boolean idles = opened.idles();
    mode.accept(idles);
    if (!idles) {
      fetcher.read(opened, mailbox);
      return;
    }
    while (!stopped) {
      readAll(opened, mailbox);
      listen(opened.folder());
    }
  }

  /** What came while we read was told before we listened: it is not told again. */
  private void readAll(Opened opened, Mailbox mailbox) throws MessagingException {
    int before;
    do {
      before = opened.folder().getMessageCount();
      fetcher.read(opened, mailbox);
    } while (!stopped && opened.folder().getMessageCount() != before);
  }

  private void listen(IMAPFolder folder) throws MessagingException {
    long millis = patience.idleAtMost().toMillis();
    ScheduledFuture<?> end =
        timer.scheduleWithFixedDelay(() -> hangUp(folder), millis, millis, TimeUnit.MILLISECONDS);
    listening = folder;
    try {
      if (!stopped) folder.idle(true);
    } finally {
      listening = null;
      end.cancel(false);
    }
  }

  /** Asking for anything ends the listening, and finds out whether anybody is there. */
  private static void hangUp(IMAPFolder folder) {
    try {
      folder.getMessageCount();
    } catch (MessagingException | RuntimeException e) {
      log.debug("A mail connection was dead", e);
    }
  }

  /** Ends it; may be said again. */
  void stop() {
    stopped = true;
    wake.release();
    IMAPFolder folder = listening;
    if (folder != null) timer.execute(() -> hangUp(folder));
  }

  private void rest(Duration time) {
    try {
      var _woken = wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }
}
