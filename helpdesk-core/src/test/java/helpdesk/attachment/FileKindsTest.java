package helpdesk.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "setup.exe",
        "invoice.pdf.scr",
        "macro.XLSM",
        "run.ps1",
        "tool.jar",
        "x.iso",
        "a.exe.. "
      })
  void whatCanRunIsKnownByTheEndOfItsName(String name) {
    assertThat(FileKinds.canRun(name, "application/octet-stream")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"report.pdf", "photo.jpg", "notes.txt", "exe", "table.xlsx", "letter.eml"})
  void ordinaryFilesAreNotAccused(String name) {
    assertThat(FileKinds.canRun(name, "application/pdf")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/svg+xml", "text/html", "application/pdf"})
  void onlyPlainPicturesAreShownInPlace(String type) {
    assertThat(FileKinds.isPicture(type)).isFalse();
    assertThat(FileKinds.isPicture("image/PNG")).isTrue();
  }
}
