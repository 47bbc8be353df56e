package io.fairlead.vmagent.capture;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One rule of a chain. */
record Rule(String chain, List<Match> matches, Target target) {

  Rule {
    matches = List.copyOf(matches);
  }

  static Rule in(Chain chain, Target target, Match... matches) {
    return new Rule(chain.name(), List.of(matches), target);
  }

  /** A rule of one of the kernel's own chains, which leads into one of ours. */
  static Rule jump(String builtIn, Chain chain, Match... matches) {
    return new Rule(builtIn, List.of(matches), new Target.Jump(chain));
  }

  String text() {
    return Stream.concat(
            Stream.of("-A " + chain),
            Stream.concat(matches.stream().map(Match::text), Stream.of(Target.text(target))))
        .collect(Collectors.joining(" "));
  }
}
