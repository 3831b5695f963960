package helpdesk.database;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the embedded server is set: safe before fast, and small. */
final class PostgresSettings {
  private PostgresSettings() {}

  static Map<String, String> of(int port, Path log) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("password_encryption", "scram-sha-256");
    settings.put("max_connections", "60");
    settings.put("fsync", "on");
    settings.put("synchronous_commit", "on");
    settings.put("full_page_writes", "on");
    settings.put("shared_buffers", "96MB");
    settings.put("effective_cache_size", "512MB");
    settings.put("work_mem", "8MB");
    settings.put("maintenance_work_mem", "64MB");
    settings.put("max_wal_size", "1GB");
    settings.put("min_wal_size", "80MB");
    settings.put("wal_compression", "pglz");
    settings.put("random_page_cost", "1.1");
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    // A forgotten transaction would hold up every reader of the event log.
    settings.put("idle_in_transaction_session_timeout", "60s");
    settings.put("transaction_timeout", "10min");
    settings.put("logging_collector", "on");
    settings.put("log_directory", log.toString());
    settings.put("log_filename", "postgres-%a.log");
    settings.put("log_truncate_on_rotation", "on");
    settings.put("log_rotation_age", "1d");
    settings.put("log_rotation_size", "0");
    settings.put("log_timezone", "UTC");
    // Terse: the details of an error quote what customers wrote.
    settings.put("log_error_verbosity", "terse");
    settings.put("log_min_error_statement", "panic");
    return settings;
  }
}
