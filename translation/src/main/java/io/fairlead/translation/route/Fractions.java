package io.fairlead.translation.route;

import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;

/** Parts of a million requests as Envoy counts them. */
final class Fractions {

  private static final int PERCENT = 10_000;

  private Fractions() {}

  static FractionalPercent of(int part) {
    boolean isWhole = part % PERCENT == 0;
    return FractionalPercent.newBuilder()
        .setNumerator(isWhole ? part / PERCENT : part)
        .setDenominator(isWhole ? DenominatorType.HUNDRED : DenominatorType.MILLION)
        .build();
  }

  static RuntimeFractionalPercent fixed(int part) {
    return RuntimeFractionalPercent.newBuilder().setDefaultValue(of(part)).build();
  }
}
