package helpdesktest;

/** The configurations of {@link RealMailServers}. */
final class MailConfigs {
  private MailConfigs() {}

  static final String DOVECOT_CONF =
      """
      base_dir = ${home}/run
      state_dir = ${home}/state
      log_path = ${home}/dovecot.log
      protocols = imap lmtp
      listen = 127.0.0.1
      ${ssl}
      disable_plaintext_auth = no
      auth_mechanisms = ${mechanisms}
      mail_location = maildir:~/Maildir
      first_valid_uid = 1
      recipient_delimiter = +
      ${tokens}
      passdb {
        driver = passwd-file
        args = scheme=PLAIN username_format=%u ${home}/users
      }
      userdb {
        driver = static
        args = uid=nobody gid=nogroup home=${home}/mail/%u
      }
      service imap-login {
        inet_listener imap {
          port = ${imap}
        }
        inet_listener imaps {
          port = ${imaps}
          ssl = yes
        }
      }
      service lmtp {
        inet_listener lmtp {
          address = 127.0.0.1
          port = ${lmtp}
        }
      }
      """;
  static final String MAIN_CF =
      """
      compatibility_level = 3.6
      queue_directory = ${home}/queue
      data_directory = ${home}/data
      maillog_file = ${home}/postfix.log
      maillog_file_prefixes = ${home}
      myhostname = mail.helpdesk.example
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      mydestination =
      alias_maps =
      alias_database =
      local_recipient_maps =
      virtual_mailbox_domains = ${domains}
      virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
      mynetworks = 127.0.0.0/8
      smtpd_relay_restrictions = permit_mynetworks, reject
      recipient_delimiter = +
      message_size_limit = 0
      ${smtptls}
      """;
  static final String MASTER_CF =
      """
      127.0.0.1:${smtp} inet n - n - - smtpd
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      trace unix - - n - 0 bounce
      proxymap unix - - n - - proxymap
      lmtp unix - - n - - lmtp
      error unix - - n - - error
      retry unix - - n - - error
      anvil unix - - n - 1 anvil
      scache unix - - n - 1 scache
      tlsmgr unix - - n 1000? 1 tlsmgr
      postlog unix-dgram n - n - 1 postlogd
      """;

  static final String TLS =
      """
      ssl = yes
      ssl_cert = <${home}/server.pem
      ssl_key = <${home}/server.key
      """;
  static final String SMTP_TLS =
      """
      smtpd_tls_security_level = may
      smtpd_tls_cert_file = ${home}/server.pem
      smtpd_tls_key_file = ${home}/server.key
      """;
  static final String TOKENS =
      """
      passdb {
        driver = oauth2
        mechanisms = xoauth2 oauthbearer
        args = ${home}/oauth2.conf
      }
      """;
  static final String OAUTH2 =
      """
      tokeninfo_url = ${tokeninfo}
      introspection_mode = auth
      username_attribute = email
      active_attribute = active
      active_value = true
      """;
}
