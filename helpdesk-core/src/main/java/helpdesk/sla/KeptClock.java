package helpdesk.sla;

/**
 * A clock with what somebody who acts on it needs to know.
 *
 * @param open whether the customer still waits for it, be it too late
 */
record KeptClock(SlaClock clock, boolean open) {}
