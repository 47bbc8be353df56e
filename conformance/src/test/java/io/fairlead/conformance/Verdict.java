package io.fairlead.conformance;

import io.fairlead.conformance.scenario.Row;
import io.fairlead.conformance.traffic.Seen;
import java.util.List;

/** A line of a table and what came of it, one entry for each time that it was asked. */
record Verdict(Row row, List<Seen> seen) {

  Verdict {
    seen = List.copyOf(seen);
  }
}
