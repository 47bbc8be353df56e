package io.fairlead.conformance;

import io.fairlead.testing.Goldens;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The differences from Istio that users are told of: the headings of one page. */
final class Differences {

  private static final Path PAGE = Path.of("../docs/reference/istio-differences.md");
  private static final Pattern HEADING = Pattern.compile("(?m)^## ([a-z0-9-]+)$");

  private Differences() {}

  static Set<String> listed() {
    return HEADING
        .matcher(Goldens.read(PAGE))
        .results()
        .map((MatchResult heading) -> heading.group(1))
        .collect(Collectors.toSet());
  }
}
