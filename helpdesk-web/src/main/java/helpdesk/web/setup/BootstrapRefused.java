package helpdesk.web.setup;

/**
 * A {@code HELPDESK_BOOTSTRAP_*} value cannot be taken; the start stops before anything is made.
 */
final class BootstrapRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BootstrapRefused(String message) {
    super(message);
  }
}
