package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleReplyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "On Mon, Mar 2, 2026 at 10:00 AM Help <help@shop.example> wrote:",
        "On Mon, Mar 2, 2026 at 10:00 AM Shop Support Team\n<help@shop.example> wrote:",
        "El lun, 2 mar 2026 a las 10:00, Ayuda (<help@shop.example>)\nescribió:",
        "Den mån 2 mars 2026 kl 10:00 skrev Hjälp <help@shop.example>:",
        "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Hilfe <help@shop.example>:",
        "Am 02.03.2026 um 10:00 schrieb Hilfe:",
        "Le lun. 2 mars 2026 à 10:00, Aide <help@shop.example> a écrit :",
        "Em seg., 2 de mar. de 2026 às 10:00, Ajuda <help@shop.example>\nescreveu:",
        "Op ma 2 mrt 2026 om 10:00 schreef Hulp <help@shop.example>:",
        "Il giorno lun 2 mar 2026 alle ore 10:00 Aiuto <help@shop.example>\nha scritto:",
        "2026-03-02 10:00 GMT+01:00 Help <help@shop.example>:"
      })
  void theQuoteAndWhoseItIsAreNotShown(String attribution) {
    String marked = "It works now.\n\nThanks\n\n" + attribution + "\n> Did it help?\n>\n> > Old\n";
    String unmarked = "It works now.\n\nThanks\n\n" + attribution + "\n\nDid it help?\n\nBest\nAda";

    assertThat(VisibleReply.of(marked, false)).isEqualTo("It works now.\n\nThanks");
    if (attribution.contains("@")) {
      assertThat(VisibleReply.of(unmarked, false)).isEqualTo("It works now.\n\nThanks");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: Help <help@shop.example>\n"
            + "Sent: Monday, March 2, 2026 10:00 AM\n"
            + "To: Kim\n"
            + "Subject: RE: Lamp",
        "________________________________\n"
            + "De: Ayuda <help@shop.example>\n"
            + "Enviado: lunes, 2 de marzo de 2026 10:00\n"
            + "Para: Kim\n"
            + "Asunto: RE: Lámpara",
        "Från: Hjälp <help@shop.example>\n"
            + "Skickat: den 2 mars 2026 10:00\n"
            + "Till: Kim\n"
            + "Ämne: SV: Lampa",
        "Von: Hilfe <help@shop.example>\n"
            + "Gesendet: Montag, 2. März 2026 10:00\n"
            + "An: Kim\n"
            + "Betreff: AW: Lampe",
        "*De :* Aide <help@shop.example>\n"
            + "*Envoyé :* lundi 2 mars 2026 10:00\n"
            + "*À :* Kim\n"
            + "*Objet :* RE: Lampe",
        "De: Ajuda <help@shop.example>\n"
            + "Enviada em: segunda-feira, 2 de março de 2026 10:00\n"
            + "Para: Kim\n"
            + "Assunto: RES: Lâmpada",
        "Van: Hulp <help@shop.example>\n"
            + "Verzonden: maandag 2 maart 2026 10:00\n"
            + "Aan: Kim\n"
            + "Onderwerp: RE: Lamp",
        "Da: Aiuto <help@shop.example>\n"
            + "Inviato: lunedì 2 marzo 2026 10:00\n"
            + "A: Kim\n"
            + "Oggetto: R: Lampada",
        "-----Original Message-----\nFrom: Help\nSubject: Lamp",
        "-----Ursprüngliche Nachricht-----\nVon: Hilfe",
        "-----Mensaje original-----\nDe: Ayuda"
      })
  void theBlockThatOutlookPutsOnTopOfTheOldMessageEndsTheReply(String block) {
    String text = "It works now.\n\n" + block + "\n\nDid it help?\nAda";

    assertThat(VisibleReply.of(text, false)).isEqualTo("It works now.");
  }

  @Test
  void signaturesAreNotShown() {
    assertThat(VisibleReply.of("Yes please.\n\n-- \nKim Berg\nLund", false))
        .isEqualTo("Yes please.");
    assertThat(VisibleReply.of("Yes please.\n\nSent from my iPhone", false))
        .isEqualTo("Yes please.");
    assertThat(VisibleReply.of("Sí.\n\nEnviado desde mi iPhone", false)).isEqualTo("Sí.");
    assertThat(VisibleReply.of("Ja.\n\nSkickat från min iPhone", false)).isEqualTo("Ja.");
    assertThat(VisibleReply.of("Ja.\n\nVon meinem iPhone gesendet", false)).isEqualTo("Ja.");
    assertThat(VisibleReply.of("Oui.\n\nEnvoyé de mon iPhone", false)).isEqualTo("Oui.");
    assertThat(VisibleReply.of("Sim.\n\nEnviado do meu iPhone", false)).isEqualTo("Sim.");
    assertThat(VisibleReply.of("Ja.\n\nVerstuurd vanaf mijn iPhone", false)).isEqualTo("Ja.");
    assertThat(VisibleReply.of("Sì.\n\nInviato da iPhone", false)).isEqualTo("Sì.");
    assertThat(VisibleReply.of("Yes.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>", false))
        .isEqualTo("Yes.");
  }

  @Test
  void answersBetweenTheQuotesStayWithTheirQuotes() {
    String text =
        "Hi,\n\n"
            + "On Mon, Mar 2, 2026 Help <help@shop.example> wrote:\n"
            + "> Which lamp?\n\n"
            + "The red one.\n\n"
            + "> Since when?\n\n"
            + "Yesterday.\n\n"
            + "> Bye\n";

    assertThat(VisibleReply.of(text, false))
        .contains("> Which lamp?", "The red one.", "> Since when?", "Yesterday.")
        .doesNotContain("> Bye");
  }

  @Test
  void anAnswerBelowTheWholeQuoteIsShownAlone() {
    String text =
        "On Mon, Mar 2, 2026 Help <help@shop.example> wrote:\n"
            + "> Which lamp?\n"
            + "> Red?\n\n"
            + "The red one.\n";

    assertThat(VisibleReply.of(text, false)).isEqualTo("The red one.");
    assertThat(VisibleReply.of("Hi,\n" + text, false)).isEqualTo("Hi,\nThe red one.");
  }

  @Test
  void whatIsForwardedIsShown() {
    String marked =
        "Can you help?\n\n"
            + "---------- Forwarded message ---------\n"
            + "From: Bo <bo@example.org>\n"
            + "Date: Mon\n"
            + "Subject: Lamp\n"
            + "To: Kim\n\n"
            + "It is broken.";
    String unmarked =
        "Can you help?\n\n"
            + "From: Bo <bo@example.org>\n"
            + "Sent: Monday\n"
            + "To: Kim\n"
            + "Subject: Lamp\n\n"
            + "It is broken.";

    assertThat(VisibleReply.of(marked, false)).isEqualTo(marked);
    assertThat(VisibleReply.of(unmarked, true)).isEqualTo(unmarked);
    assertThat(VisibleReply.of(unmarked, false)).isEqualTo("Can you help?");
  }

  @Test
  void aTextThatIsNothingButQuoteOrSignatureIsShownWhole() {
    assertThat(VisibleReply.of("> only a quote", false)).isEqualTo("> only a quote");
    assertThat(VisibleReply.of("Sent from my iPhone", false)).isEqualTo("Sent from my iPhone");
    assertThat(VisibleReply.of("-- \nKim", false)).isEqualTo("-- \nKim");
    assertThat(VisibleReply.of("  \n ", false)).isEmpty();
  }

  @Test
  void ordinarySentencesAreNoQuotes() {
    String text =
        "As I wrote in 2019:\n"
            + "the lamp flickers.\n\n"
            + "From: Lund\n"
            + "I ordered it.\n\n"
            + "On Monday my neighbour wrote to you.\n"
            + "Nothing came.";

    assertThat(VisibleReply.of(text, false)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div>It works.</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">Mån"
            + " skrev:</div><blockquote class=\"gmail_quote\">Did it?</blockquote></div>",
        "<p>It works.</p><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>X:</b>"
            + " Help</div><div>Did it?</div>",
        "<div class=WordSection1><p>It works.</p><div><div style='border:none;border-top:solid"
            + " #E1E1E1 1.0pt;padding:3.0pt'><p>X: Help</p></div></div><p>Did it?</p></div>",
        "<html><body><div>It works.</div><br><blockquote type=\"cite\"><div>Did"
            + " it?</div></blockquote></body></html>",
        "<div>It works.</div><div class=\"yahoo_quoted\"><div>Did it?</div></div>",
        "<p>It works.</p><div class=\"moz-cite-prefix\">X:<br></div><blockquote type=\"cite\">Did"
            + " it?</blockquote>",
        "<div>It works.</div><div class=\"protonmail_quote\">X<blockquote>Did"
            + " it?</blockquote></div>"
      })
  void theContainersOfMailProgramsAreKnownInAnyLanguage(String html) {
    Document document = Jsoup.parse(html);

    assertThat(HtmlQuotes.remove(document)).isTrue();
    assertThat(VisibleReply.of(HtmlText.of(document.body()), false)).isEqualTo("It works.");
  }

  @Test
  void aForwardInAContainerStays() {
    Document document =
        Jsoup.parse(
            "<div>See</div><div class=\"gmail_quote\"><div>---------- Forwarded message"
                + " ---------<br>From: Bo</div>It broke</div>");

    assertThat(HtmlQuotes.remove(document)).isFalse();
  }
}
