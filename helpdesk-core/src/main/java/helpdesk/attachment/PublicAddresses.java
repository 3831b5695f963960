package helpdesk.attachment;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Tells addresses of the public internet from all others: this machine, the house's own network,
 * and ranges that are reserved or that hide an address of another kind.
 */
final class PublicAddresses {
  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) return false;
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int a = bytes[0] & 0xff;
    int b = bytes[1] & 0xff;
    int c = bytes[2] & 0xff;
    if (a == 0 || a == 10 || a == 127 || a >= 224) return false;
    if (a == 100 && b >= 64 && b < 128) return false;
    if (a == 169 && b == 254 || a == 172 && b >= 16 && b < 32) return false;
    if (a == 192 && (b == 168 || b == 0 && (c == 0 || c == 2) || b == 88 && c == 99)) return false;
    if (a == 198 && (b == 18 || b == 19 || b == 51 && c == 100)) return false;
    return !(a == 203 && b == 0 && c == 113);
  }

  /** Only what is given out, 2000::/3, without the ranges for tunnels, tests and books. */
  private static boolean isPublic6(byte[] bytes) {
    int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    if (first < 0x2000 || first > 0x3fff) return false;
    boolean special = first == 0x2001 && (second < 0x200 || second == 0xdb8);
    return !special && first != 0x2002 && !(first == 0x3fff && second < 0x1000);
  }
}
