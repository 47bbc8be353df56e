package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.policy.LimitService;
import io.fairlead.model.policy.Rate;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.RequestLimit.CountedBy;
import io.fairlead.model.policy.RequestLimit.Refusal;
import io.fairlead.model.policy.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads how many requests are let through.
 *
 * @param name of the limit
 */
record RequestLimitReader(OurAnnotations said, String name) {

  private static final String HEADER = "header:";
  private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9!#$&'*+.^_|~-]{1,100}");
  private static final int MOST_KEYS = 3;
  private static final OurAnnotations.Range STATUS =
      new OurAnnotations.Range("status of a refusal", 400, 599);
  private static final int TOO_MANY_REQUESTS = 429;

  /** Nothing where no annotation speaks of requests. */
  Setting<RequestLimit> read() {
    if (LimitKeys.OF_REQUESTS.stream().noneMatch(said::has)) {
      return Setting.unset();
    }
    Optional<Rate> rate = new RateReader(said, LimitKeys.RATE, LimitKeys.BURST).read();
    Setting<LimitService> service = new LimitServiceReader(said).read();
    if (!said.has(LimitKeys.RATE) && !said.has(LimitKeys.SERVICE)) {
      said.error(
          ProblemCode.MISSING_FIELD,
          LimitKeys.RATE,
          "is missing: write a rate such as 100/1s, or name a " + LimitKeys.SERVICE);
    }
    return Setting.of(
        new RequestLimit(
            name,
            Setting.from(rate),
            service,
            apart(),
            new Refusal(
                said.count(LimitKeys.STATUS, TOO_MANY_REQUESTS, STATUS),
                said.is(LimitKeys.HEADERS, "draft-03", "off", false))));
  }

  private List<CountedBy> apart() {
    List<CountedBy> apart = new ArrayList<>();
    if (said.has(LimitKeys.PER)) {
      for (String key : said.text(LimitKeys.PER, "").split(",", -1)) {
        countedBy(key.strip().toLowerCase(Locale.ROOT)).ifPresent(by -> add(apart, by));
      }
    }
    if (apart.size() > MOST_KEYS) {
      said.error(
          ProblemCode.TOO_LARGE, LimitKeys.PER, "names " + apart.size() + " parts: name 3 at most");
    }
    return apart;
  }

  private void add(List<CountedBy> apart, CountedBy by) {
    if (apart.contains(by)) {
      said.error(ProblemCode.DUPLICATE_VALUE, LimitKeys.PER, "names a part twice: remove one");
    }
    apart.add(by);
  }

  private Optional<CountedBy> countedBy(String key) {
    if (key.startsWith(HEADER) && HEADER_NAME.matcher(key.substring(HEADER.length())).matches()) {
      return Optional.of(new CountedBy.Header(key.substring(HEADER.length())));
    }
    return switch (key) {
      case "path" -> Optional.of(new CountedBy.Path());
      case "caller" -> Optional.of(new CountedBy.Caller());
      case "address" -> Optional.of(new CountedBy.Address());
      default -> {
        said.error(
            ProblemCode.UNKNOWN_VALUE,
            LimitKeys.PER,
            Excerpt.of(key) + " is no part of a request: use header:name, path, caller or address");
        yield Optional.empty();
      }
    };
  }
}
