package helpdesk.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the providers are asked; changed only to test against a stand-in. */
@ConfigurationProperties("helpdesk.mail.oauth")
record OAuthProviders(@DefaultValue Google google, @DefaultValue Microsoft microsoft) {
  /** Where people allow, where tokens are had, and for what. */
  record Endpoints(String authorize, String token, String scope) {}

  record Google(
      @DefaultValue("https://accounts.google.com/o/oauth2/v2/auth") String authorize,
      @DefaultValue("https://oauth2.googleapis.com/token") String token,
      @DefaultValue("https://mail.google.com/") String scope) {}

  record Microsoft(
      @DefaultValue("https://login.microsoftonline.com/common/oauth2/v2.0/authorize")
          String authorize,
      @DefaultValue("https://login.microsoftonline.com/common/oauth2/v2.0/token") String token,
      @DefaultValue(
              "offline_access https://outlook.office.com/IMAP.AccessAsUser.All"
                  + " https://outlook.office.com/SMTP.Send")
          String scope) {}

  Endpoints of(MailLogin login) {
    return switch (login) {
      case GOOGLE -> new Endpoints(google.authorize, google.token, google.scope);
      case MICROSOFT -> new Endpoints(microsoft.authorize, microsoft.token, microsoft.scope);
      case PASSWORD -> throw new IllegalArgumentException("A password needs no provider");
    };
  }
}
