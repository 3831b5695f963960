package helpdesk.ticket;

/** In which order a list shows its tickets. */
public enum QueueOrder {
  /** The newest change first. */
  CHANGED("false", "NULL"),
  /**
   * What is due, or late, first; then what nothing is promised to, or rests, newest change first.
   */
  DUE("s.due_at IS NOT NULL", "s.due_at"),
  /** The same by how long a ticket may still lie without anybody. */
  UNTAKEN(
      "s.open AND coalesce(s.queue_exceeded_at, s.queue_due_at) IS NOT NULL",
      "coalesce(s.queue_exceeded_at, s.queue_due_at)");

  /** Which rows of sla_ticket have a place of their own, and which; they have an index as these. */
  final String has;

  final String key;

  QueueOrder(String has, String key) {
    this.has = has;
    this.key = key;
  }
}
