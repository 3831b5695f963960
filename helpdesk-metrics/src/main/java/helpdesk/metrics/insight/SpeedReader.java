package helpdesk.metrics.insight;

import helpdesk.metrics.ask.Question;
import helpdesk.metrics.catalog.Ratings;
import helpdesk.metrics.formula.Knee;
import helpdesk.metrics.formula.SpeedAndSatisfaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/** Reads ratings beside how long the first answer took. */
@Service
public class SpeedReader {
  private final Ratings ratings;

  SpeedReader(Ratings ratings) {
    this.ratings = ratings;
  }

  /** Of the ratings of a period. */
  public Speed read(Question question) {
    List<SpeedAndSatisfaction.Rated> rated = new ArrayList<>();
    for (Ratings.Rating rating : ratings.of(question.asked())) {
      Long seconds = rating.firstResponse();
      if (seconds != null)
        rated.add(new SpeedAndSatisfaction.Rated(Duration.ofSeconds(seconds), rating.score()));
    }
    return new Speed(rated.size(), SpeedAndSatisfaction.of(rated), Knee.of(rated));
  }
}
