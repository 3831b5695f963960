package helpdesktest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An authority of our own and a certificate of it for the host {@code localhost}. */
final class Certificates {
  private Certificates() {}

  /** Writes {@code ca.pem}, {@code server.pem} and {@code server.key}. */
  static void write(Path home) throws IOException {
    Files.writeString(home.resolve("names"), "subjectAltName=DNS:localhost\n");
    openssl(
        home,
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Test-Authority"
            + " -keyout @ca.key -out @ca.pem");
    openssl(
        home,
        "req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout @server.key -out @server.csr");
    openssl(
        home,
        "x509 -req -days 30 -in @server.csr -CA @ca.pem -CAkey @ca.key -CAcreateserial"
            + " -extfile @names -out @server.pem");
    Files.setPosixFilePermissions(
        home.resolve("server.key"), PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static void openssl(Path home, String arguments) {
    RealMailServers.run(("openssl " + arguments.replace("@", home + "/")).split(" ", -1));
  }
}
