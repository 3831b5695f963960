package helpdesk.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the usual mail programs write around a reply, in eight languages. */
class VisibleReplyClientsTest {
  /** Gmail, Apple Mail and Thunderbird: a line that says who wrote, then the quote. */
  static String[] attributions() {
    return new String[] {
      "On Tue, 3 Mar 2026 at 10:15, Ana Help <help@shop.example> wrote:",
      "On Tue, Mar 3, 2026 at 10:15 AM Ana Help <help@shop.example> wrote:",
      "On 3 Mar 2026, at 10:15, Ana Help <help@shop.example> wrote:",
      "On 03/03/2026 10:15, Ana Help wrote:",
      "El mar, 3 mar 2026 a las 10:15, Ana Help (<help@shop.example>) escribió:",
      "El 3 mar 2026, a las 10:15, Ana Help <help@shop.example> escribió:",
      "El 3/3/26 a las 10:15, Ana Help escribió:",
      "El mar., 3 de marzo de 2026 10:15 a. m., Ana Help <help@shop.example> escribió:",
      "Den tis 3 mars 2026 kl 10:15 skrev Ana Help <help@shop.example>:",
      "3 mars 2026 kl. 10:15 skrev Ana Help <help@shop.example>:",
      "Den 2026-03-03 kl. 10:15, skrev Ana Help:",
      "Am Di., 3. März 2026 um 10:15 Uhr schrieb Ana Help <help@shop.example>:",
      "Am 03.03.2026 um 10:15 schrieb Ana Help <help@shop.example>:",
      "Am 03.03.26 um 10:15 schrieb Ana Help:",
      "Le mar. 3 mars 2026 à 10:15, Ana Help <help@shop.example> a écrit :",
      "Le 3 mars 2026 à 10:15, Ana Help <help@shop.example> a écrit :",
      "Le 03/03/2026 à 10:15, Ana Help a écrit :",
      "Em ter., 3 de mar. de 2026 às 10:15, Ana Help <help@shop.example> escreveu:",
      "Em 3 de mar. de 2026, à(s) 10:15, Ana Help <help@shop.example> escreveu:",
      "No dia 3 de março de 2026, às 10:15, Ana Help <help@shop.example> escreveu:",
      "Às 10:15 de 03/03/2026, Ana Help escreveu:",
      "Op di 3 mrt 2026 om 10:15 schreef Ana Help <help@shop.example>:",
      "Op 3 mrt 2026, om 10:15 heeft Ana Help <help@shop.example> het volgende geschreven:",
      "Op 03-03-2026 om 10:15 schreef Ana Help:",
      "Il giorno mar 3 mar 2026 alle ore 10:15 Ana Help <help@shop.example> ha scritto:",
      "Il giorno 3 mar 2026, alle ore 10:15, Ana Help <help@shop.example> ha scritto:",
      "Il 03/03/2026 10:15, Ana Help ha scritto:",
    };
  }

  @ParameterizedTest
  @MethodSource("attributions")
  void aQuotedMessageGoesWithTheLineAboveIt(String attribution) {
    assertThat(VisibleReply.of("Thank you.\n\n" + attribution + "\n\n> Hello\n> Ana\n", false))
        .isEqualTo("Thank you.");
    assertThat(VisibleReply.of("Thank you.\n\n" + attribution + "\n> Hello\n\n-- \nTom", false))
        .isEqualTo("Thank you.");
  }

  @ParameterizedTest
  @MethodSource("attributions")
  void anAnswerBelowTheQuoteStaysAlone(String attribution) {
    assertThat(VisibleReply.of(attribution + "\n> Hello\n> Ana\n\nThank you.", false))
        .isEqualTo("Thank you.");
  }

  @ParameterizedTest
  @MethodSource("attributions")
  void aWrappedAttributionIsStillOne(String attribution) {
    int half = attribution.indexOf(' ', attribution.length() / 2);
    String wrapped = attribution.substring(0, half) + "\n" + attribution.substring(half + 1);

    assertThat(VisibleReply.of("Thank you.\n\n" + wrapped + "\n\n> Hello\n", false))
        .isEqualTo("Thank you.");
  }

  /** Outlook on Windows, on the web and on a phone: headers of the old message above it. */
  static String[] outlooks() {
    return new String[] {
      "From: %s\nSent: Tuesday, March 3, 2026 10:15 AM\nTo: Tom\nSubject: Order",
      "De: %s\nEnviado: martes, 3 de marzo de 2026 10:15\nPara: Tom\nAsunto: Pedido",
      "De: %s\nEnviado el: martes, 3 de marzo de 2026 10:15\nPara: Tom\nCC: Bo\nAsunto: Pedido",
      "Från: %s\nSkickat: den 3 mars 2026 10:15\nTill: Tom\nÄmne: Order",
      "Von: %s\nGesendet: Dienstag, 3. März 2026 10:15\nAn: Tom\nBetreff: Bestellung",
      "De : %s\nEnvoyé : mardi 3 mars 2026 10:15\nÀ : Tom\nObjet : Commande",
      "De: %s\nEnviado: 3 de março de 2026 10:15\nPara: Tom\nAssunto: Pedido",
      "De: %s\nEnviada em: terça-feira, 3 de março de 2026 10:15\nPara: Tom\nAssunto: Pedido",
      "Van: %s\nVerzonden: dinsdag 3 maart 2026 10:15\nAan: Tom\nOnderwerp: Bestelling",
      "Da: %s\nInviato: martedì 3 marzo 2026 10:15\nA: Tom\nOggetto: Ordine",
    };
  }

  @ParameterizedTest
  @MethodSource("outlooks")
  void anOldMessageUnderItsHeadersGoes(String headers) {
    String block = headers.formatted("Ana Help <help@shop.example>") + "\n\nHello\nAna";
    String bold = block.replaceAll("(?m)^(\\S+ ?):", "*$1:*");

    assertThat(VisibleReply.of("Thank you.\n\n" + block, false)).isEqualTo("Thank you.");
    assertThat(VisibleReply.of("Thank you.\n\n________________________________\n" + block, false))
        .isEqualTo("Thank you.");
    assertThat(VisibleReply.of("Thank you.\n\n" + bold, false)).isEqualTo("Thank you.");
  }

  static String[] phones() {
    return new String[] {
      "Sent from my iPhone",
      "Get Outlook for iOS<https://aka.ms/o0ukef>",
      "Enviado desde mi iPhone",
      "Obtener Outlook para Android",
      "Skickat från min iPhone",
      "Hämta Outlook för iOS",
      "Von meinem iPhone gesendet",
      "Gesendet von Outlook für Android",
      "Envoyé de mon iPhone",
      "Télécharger Outlook pour iOS",
      "Enviado do meu iPhone",
      "Obter o Outlook para Android",
      "Verstuurd vanaf mijn iPhone",
      "Verzonden vanuit Outlook voor Android",
      "Inviato da iPhone",
      "Scarica Outlook per iOS",
    };
  }

  @ParameterizedTest
  @MethodSource("phones")
  void whatAPhoneSignsWithGoes(String line) {
    assertThat(VisibleReply.of("Thank you.\n\n" + line, false)).isEqualTo("Thank you.");
    assertThat(
            VisibleReply.of(
                "Thank you.\n\n" + line + "\n\n> On 3 Mar 2026, at 10:15, Ana wrote:\n> Hello",
                false))
        .isEqualTo("Thank you.");
  }
}
