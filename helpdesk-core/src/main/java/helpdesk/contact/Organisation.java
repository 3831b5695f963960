package helpdesk.contact;

/** A company or household that customers belong to. */
public record Organisation(long id, String name) {}
