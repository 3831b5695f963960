package helpdesk.metrics.sum;

import helpdesk.metrics.measure.Measure;

/** One row of sums: a measure on a day, whole or of one key of a dimension. */
record Cell(Dimension dimension, String key, Measure measure, java.time.LocalDate day) {}
