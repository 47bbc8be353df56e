package io.fairlead.controlplane.tokenreview;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.util.List;
import java.util.Optional;

/** The two messages of a review: what is asked of Kubernetes, and what follows from its answer. */
final class Review {

  private static final String ACCOUNT = "system:serviceaccount:";

  private Review() {}

  /** A service account of the cluster. */
  record Account(String namespace, String name) {}

  static String question(String token, List<String> audiences) {
    ListValue.Builder wanted = ListValue.newBuilder();
    audiences.forEach(audience -> wanted.addValues(text(audience)));
    Struct spec =
        Struct.newBuilder()
            .putFields("token", text(token))
            .putFields("audiences", Value.newBuilder().setListValue(wanted).build())
            .build();
    Struct review =
        Struct.newBuilder()
            .putFields("apiVersion", text("authentication.k8s.io/v1"))
            .putFields("kind", text("TokenReview"))
            .putFields("spec", Value.newBuilder().setStructValue(spec).build())
            .build();
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(review);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a struct of texts is JSON", e);
    }
  }

  /**
   * Whose token it is; empty where Kubernetes does not know it, or not for one of the audiences.
   *
   * @throws InvalidProtocolBufferException where the answer is no review
   */
  static Optional<Account> answer(String json, List<String> audiences)
      throws InvalidProtocolBufferException {
    Struct.Builder review = Struct.newBuilder();
    JsonFormat.parser().merge(json, review);
    Struct status = struct(review.build(), "status");
    boolean isKnown = value(status, "authenticated").getBoolValue();
    // A server that knows no audiences says none, and would take a token for anybody.
    boolean isMeant =
        value(status, "audiences").getListValue().getValuesList().stream()
            .map(Value::getStringValue)
            .anyMatch(audiences::contains);
    return isKnown && isMeant
        ? account(value(struct(status, "user"), "username").getStringValue())
        : Optional.empty();
  }

  private static Optional<Account> account(String user) {
    if (!user.startsWith(ACCOUNT)) {
      return Optional.empty();
    }
    String[] parts = user.substring(ACCOUNT.length()).split(":", -1);
    return parts.length == 2 ? Optional.of(new Account(parts[0], parts[1])) : Optional.empty();
  }

  private static Struct struct(Struct from, String key) {
    return value(from, key).getStructValue();
  }

  private static Value value(Struct from, String key) {
    return from.getFieldsOrDefault(key, Value.getDefaultInstance());
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
