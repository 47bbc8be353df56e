package io.fairlead.translation;

import io.fairlead.model.policy.LimitService;
import io.fairlead.model.policy.Limits;
import io.fairlead.model.policy.Limits.ConnectionLimit;
import io.fairlead.model.policy.Limits.OnPort;
import io.fairlead.model.policy.Rate;
import io.fairlead.model.policy.RequestLimit;
import io.fairlead.model.policy.RequestLimit.CountedBy;
import io.fairlead.model.policy.RequestLimit.Refusal;
import io.fairlead.model.policy.Setting;
import io.fairlead.model.policy.TimeLimit;
import io.fairlead.model.service.ServiceHost;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Limits of what comes in, where there are any. */
final class RandomLimits {

  private final RandomGenerator random;

  RandomLimits(RandomGenerator random) {
    this.random = random;
  }

  Limits limits(String name) {
    return switch (random.nextInt(4)) {
      case 0 -> new Limits(onPort(name), Map.of());
      case 1 -> new Limits(OnPort.NONE, Map.of(80, onPort(name + "/80")));
      default -> Limits.NONE;
    };
  }

  private OnPort onPort(String name) {
    return new OnPort(
        random.nextBoolean() ? Setting.of(requests(name)) : Setting.unset(),
        random.nextBoolean() ? connections(name) : Setting.unset());
  }

  Setting<ConnectionLimit> connections(String name) {
    return Setting.of(new ConnectionLimit(name, rate()));
  }

  RequestLimit requests(String name) {
    boolean isAsked = random.nextInt(3) == 0;
    return new RequestLimit(
        name,
        isAsked && random.nextBoolean() ? Setting.unset() : Setting.of(rate()),
        isAsked ? Setting.of(service()) : Setting.unset(),
        pick(
            List.of(),
            List.of(new CountedBy.Path(), new CountedBy.Address()),
            List.of(new CountedBy.Header("x-user"), new CountedBy.Caller())),
        new Refusal(pick(429, 503), random.nextBoolean()));
  }

  private LimitService service() {
    return new LimitService(
        new ServiceHost("h" + random.nextInt(1, 6) + ".mesh"),
        80,
        "domain",
        new LimitService.Patience(new TimeLimit(0, 100_000_000), random.nextBoolean()));
  }

  private Rate rate() {
    int amount = random.nextInt(1, 10);
    return new Rate(amount, new TimeLimit(random.nextInt(1, 3), 0), amount + random.nextInt(2));
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
