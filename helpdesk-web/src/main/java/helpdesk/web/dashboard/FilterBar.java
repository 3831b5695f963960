package helpdesk.web.dashboard;

import helpdesk.agent.Agent;
import helpdesk.agent.Team;
import helpdesk.contact.Organisation;
import helpdesk.metrics.ask.Address;
import helpdesk.metrics.ask.Compare;
import helpdesk.metrics.ask.NamedPeriod;
import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Clockwork;
import helpdesk.shared.ChannelKind;
import helpdesk.tag.Tag;
import helpdesk.ticket.Origin;
import helpdesk.ticket.Priority;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The form that asks for figures, filled in with what was asked, and a chip for each filter. */
public final class FilterBar {
  /** What is not a filter: it has a field of its own that is always seen. */
  private static final List<String> ALWAYS =
      List.of("period", "from", "until", "to", "compare", "baseline");

  private static final List<String> TAGS = List.of("tag", "all_tags", "no_tags");

  private static final List<String> RARE =
      List.of(
          "all_tags",
          "no_tags",
          "priority",
          "customer",
          "organisation",
          "language",
          "origin",
          "clock");
  private final String path;
  private final Question question;
  private final Words words;
  private final Known known;
  private final Map<String, String> kept;

  /**
   * @param path of the page that the form belongs to
   * @param kept what else the page's address says
   */
  FilterBar(String path, Question question, Words words, Known known, Map<String, String> kept) {
    this.path = path;
    this.question = question;
    this.words = words;
    this.known = known;
    this.kept = kept;
  }

  /** Whom and what can be chosen by name. */
  record Known(
      List<Team> teams, List<Agent> agents, List<Tag> tags, List<Organisation> organisations) {}

  /**
   * One choice of a field.
   *
   * @param value the word in the address
   */
  public record Choice(String value, String label, boolean chosen) {}

  /**
   * A filter that is set.
   *
   * @param href the same page without it
   */
  public record Chip(String label, String value, String href) {}

  public String path() {
    return path;
  }

  /** What else the page's address says, by name. */
  public Map<String, String> kept() {
    return kept;
  }

  /** What was written into a field. */
  public String text(String name) {
    return question.address().text(name);
  }

  /** The first date of the period, as a date field has it. */
  public String from() {
    return question.first().toString();
  }

  /** The last date of the period. */
  public String until() {
    return question.last().toString();
  }

  public List<Choice> periods() {
    List<Choice> choices = new ArrayList<>();
    choices.add(choice("dates", "figures.period.dates", question.period() == null));
    for (NamedPeriod period : NamedPeriod.values())
      choices.add(
          choice(period.key(), "figures.period." + period.key(), period == question.period()));
    return choices;
  }

  public List<Choice> comparisons() {
    return Arrays.stream(Compare.values())
        .map(c -> choice(c.key(), "figures.compare." + c.key(), c == question.compare()))
        .toList();
  }

  public List<Choice> channels() {
    return Arrays.stream(ChannelKind.values())
        .map(c -> choice(c.key(), "dashboard.channel." + c.key(), text("channel").equals(c.key())))
        .toList();
  }

  public List<Choice> teams() {
    return known.teams().stream()
        .map(
            t ->
                new Choice(
                    t.id().toString(), t.name(), t.id().equals(question.asked().filter().team())))
        .toList();
  }

  public List<Choice> agents() {
    return known.agents().stream()
        .map(
            a ->
                new Choice(
                    a.id().toString(), a.name(), a.id().equals(question.asked().filter().agent())))
        .toList();
  }

  /** The names that a field for tags proposes. */
  public List<String> tagNames() {
    return known.tags().stream().map(Tag::name).toList();
  }

  /** The tags that are asked for by one of the words for tags. */
  public List<String> tags(String name) {
    return Arrays.stream(text(name).split(","))
        .map(String::strip)
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  /** The names that the field for the organisation proposes. */
  public List<String> organisationNames() {
    return known.organisations().stream().map(Organisation::name).toList();
  }

  /** The organisation that is asked for, by its name where that is known. */
  public String organisation() {
    String text = text("organisation");
    return known.organisations().stream()
        .filter(o -> Long.toString(o.id()).equals(text))
        .map(Organisation::name)
        .findFirst()
        .orElse(text);
  }

  public List<Choice> priorities() {
    return Arrays.stream(Priority.values())
        .map(p -> choice(p.key(), "ticket.priority." + p.key(), text("priority").equals(p.key())))
        .toList();
  }

  public List<Choice> origins() {
    return Arrays.stream(Origin.values())
        .map(o -> choice(o.key(), "figures.origin." + o.key(), text("origin").equals(o.key())))
        .toList();
  }

  public List<Choice> clocks() {
    return Arrays.stream(Clockwork.values())
        .map(c -> choice(c.key(), "figures.clock." + c.key(), question.asked().clock() == c))
        .toList();
  }

  /** Whether a field is in use that is rarely needed, so that these are shown. */
  public boolean rare() {
    return RARE.stream().anyMatch(name -> question.address().get(name).isPresent());
  }

  /** The filters that are set, each with the way to be rid of it. */
  public List<Chip> chips() {
    return question.address().names().stream()
        .filter(name -> !ALWAYS.contains(name))
        .flatMap(name -> TAGS.contains(name) ? tagChips(name) : Stream.of(chip(name)))
        .toList();
  }

  private Chip chip(String name) {
    return new Chip(
        words.say("figures.word." + name), value(name), at(question.address().without(name)));
  }

  /** One for each tag: it can be taken away and the others stay. */
  private Stream<Chip> tagChips(String name) {
    List<String> all = tags(name);
    return all.stream()
        .map(
            tag -> {
              String others =
                  String.join(",", all.stream().filter(other -> !other.equals(tag)).toList());
              Address without =
                  others.isEmpty()
                      ? question.address().without(name)
                      : question.address().with(name, others);
              return new Chip(words.say("figures.word." + name), tag, at(without));
            });
  }

  /** The same page without any filter, in the same period. */
  public String none() {
    Address address = question.address();
    for (String name : question.address().names())
      if (!ALWAYS.contains(name)) address = address.without(name);
    return at(address);
  }

  /** This page, without what a form left empty. */
  String here() {
    return at(question.address());
  }

  /** This page with something else in its address that is no word of a question. */
  public String with(String name, String value) {
    Map<String, String> other = new LinkedHashMap<>(kept);
    other.put(name, value);
    return new FilterBar(path, question, words, known, other).here();
  }

  private String at(Address address) {
    return Inquiry.with(address.at(path), kept);
  }

  private String value(String name) {
    String text = text(name);
    return switch (name) {
      case "channel" -> words.say("dashboard.channel." + text);
      case "priority" -> words.say("ticket.priority." + text);
      case "origin" -> words.say("figures.origin." + text);
      case "clock" -> words.say("figures.clock." + text);
      case "team" -> chosen(teams(), text);
      case "agent" -> chosen(agents(), text);
      case "organisation" -> organisation();
      default -> text.replace(",", ", ");
    };
  }

  /** Somebody who has left is no choice any more, but is still asked for. */
  private static String chosen(List<Choice> choices, String text) {
    return choices.stream().filter(Choice::chosen).map(Choice::label).findFirst().orElse(text);
  }

  private Choice choice(String value, String key, boolean chosen) {
    return new Choice(value, words.say(key), chosen);
  }
}
