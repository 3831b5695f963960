package helpdesk.attachment;

import java.util.Locale;
import java.util.Set;

/** What kinds of files there are, as far as it matters for the safety of who opens them. */
public final class FileKinds {
  /** Pictures that a browser may show: none of them can hold a program, as SVG can. */
  private static final Set<String> PICTURES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  /** Ends of names that a system runs, or that a common program takes orders from. */
  private static final Set<String> RUN =
      Set.of(
          "exe scr com pif bat cmd cpl dll msi msp mst msc gadget application appref-ms lnk url reg inf scf"
              .split(" "));

  private static final Set<String> SCRIPTS =
      Set.of(
          "js jse mjs vbs vbe vb ws wsf wsh wsc sct hta ps1 ps2 psm1 psd1 py pyw rb pl sh bash command csh"
              .split(" "));
  private static final Set<String> PACKAGES =
      Set.of("jar jnlp apk ipa deb rpm dmg pkg app appx msix run iso img vhd vhdx".split(" "));
  private static final Set<String> MACROS =
      Set.of("docm dotm xlsm xltm xlam xll pptm potm ppam ppsm sldm accde mdb one chm".split(" "));
  private static final Set<String> TYPES =
      Set.of(
          "application/x-msdownload",
          "application/x-msdos-program",
          "application/x-dosexec",
          "application/x-executable",
          "application/x-ms-installer",
          "application/x-msi",
          "application/hta",
          "application/java-archive",
          "application/x-sh",
          "application/vnd.android.package-archive",
          "application/vnd.microsoft.portable-executable");

  private FileKinds() {}

  /** Whether a page may show it in place. SVG is none: it can hold a program. */
  public static boolean isPicture(String type) {
    return PICTURES.contains(type.toLowerCase(Locale.ROOT));
  }

  /** Whether opening it may run a program or macros. Says nothing of what else it may do. */
  public static boolean canRun(String name, String type) {
    String bare = name.strip().toLowerCase(Locale.ROOT).replaceAll("[.\\s]+$", "");
    int dot = bare.lastIndexOf('.');
    String end = dot < 0 ? "" : bare.substring(dot + 1);
    return RUN.contains(end)
        || SCRIPTS.contains(end)
        || PACKAGES.contains(end)
        || MACROS.contains(end)
        || TYPES.contains(type.toLowerCase(Locale.ROOT));
  }
}
