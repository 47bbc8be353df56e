package io.fairlead.istioconfig.read;

import io.fairlead.model.policy.Demand;
import io.fairlead.model.policy.Demand.AddressAttribute;
import io.fairlead.model.policy.Demand.TextAttribute;
import io.fairlead.model.policy.TextPattern;
import java.util.List;
import java.util.stream.Stream;

/** What pairs of lists, values and values that must not be, demand of an attribute. */
final class AccessDemands {

  private static final String STAR = "*";

  private AccessDemands() {}

  static Stream<Demand> texts(TextAttribute attribute, List<String> any, List<String> none) {
    return Stream.of(demand(attribute, any, false), demand(attribute, none, true))
        .flatMap(demand -> demand);
  }

  private static Stream<Demand> demand(
      TextAttribute attribute, List<String> values, boolean isExcluding) {
    List<TextPattern> patterns =
        values.stream().map(value -> pattern(attribute, value)).distinct().toList();
    return patterns.isEmpty()
        ? Stream.empty()
        : Stream.of(new Demand.OfText(attribute, patterns, isExcluding));
  }

  /** The namespace is the policy's own, where an account is named without one. */
  static Stream<Demand> accounts(List<String> any, List<String> none, String namespace) {
    return texts(
        new TextAttribute.Peer(Demand.Part.ACCOUNT),
        qualified(any, namespace),
        qualified(none, namespace));
  }

  private static List<String> qualified(List<String> accounts, String namespace) {
    return accounts.stream()
        .map(account -> account.contains("/") ? account : namespace + "/" + account)
        .toList();
  }

  static Stream<Demand> addresses(AddressAttribute attribute, List<String> any, List<String> none) {
    Stream<Demand> wanted =
        any.isEmpty() ? Stream.empty() : Stream.of(new Demand.OfAddress(attribute, any, false));
    Stream<Demand> unwanted =
        none.isEmpty() ? Stream.empty() : Stream.of(new Demand.OfAddress(attribute, none, true));
    return Stream.concat(wanted, unwanted);
  }

  static Stream<Demand> ports(List<String> any, List<String> none) {
    return Stream.of(ports(any, false), ports(none, true)).flatMap(demand -> demand);
  }

  private static Stream<Demand> ports(List<String> values, boolean isExcluding) {
    return values.isEmpty()
        ? Stream.empty()
        : Stream.of(new Demand.OfPort(values.stream().map(Integer::valueOf).toList(), isExcluding));
  }

  /** A star alone stands for anything that is there; else it may stand at one end. */
  private static TextPattern pattern(TextAttribute attribute, String value) {
    if (value.equals(STAR)) {
      return new TextPattern.Present();
    }
    if (attribute instanceof TextAttribute.Path && OperationRules.isTemplate(value)) {
      return new TextPattern.Segments(value);
    }
    if (value.startsWith(STAR)) {
      return new TextPattern.Suffix(value.substring(1));
    }
    return value.endsWith(STAR)
        ? new TextPattern.Prefix(value.substring(0, value.length() - 1))
        : new TextPattern.Exact(value);
  }
}
