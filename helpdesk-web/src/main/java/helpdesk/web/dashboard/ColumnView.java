package helpdesk.web.dashboard;

/**
 * A column of a histogram. Places across are in percent, down in pixels.
 *
 * @param tone {@code late} or {@code over} behind the target
 */
public record ColumnView(
    String label,
    String n,
    String tone,
    String x,
    String width,
    String middle,
    int y,
    int height,
    String href) {}
