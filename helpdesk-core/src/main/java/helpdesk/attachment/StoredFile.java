package helpdesk.attachment;

/**
 * Bytes in the store.
 *
 * @param sha256 their SHA-256 in lower-case hexadecimal: the name under which they are kept
 * @param size in bytes
 */
public record StoredFile(String sha256, long size) {}
