package io.fairlead.controlplane.tokenreview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.fairlead.controlplane.apiserver.ApiServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewTest {

  private static final List<String> AUDIENCES = List.of("istio-ca");

  private static Optional<Review.Account> answer(String status)
      throws InvalidProtocolBufferException {
    return Review.answer("{\"kind\": \"TokenReview\", \"status\": " + status + "}", AUDIENCES);
  }

  @Test
  void asksForTheTokenAndItsAudiences() {
    assertThat(Review.question("a.b.c", AUDIENCES))
        .isEqualTo(
            "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\","
                + "\"spec\":{\"token\":\"a.b.c\",\"audiences\":[\"istio-ca\"]}}");
  }

  @Test
  void knowsAServiceAccount() throws InvalidProtocolBufferException {
    assertThat(
            answer(
                "{\"authenticated\": true, \"audiences\": [\"istio-ca\"],"
                    + " \"user\": {\"username\": \"system:serviceaccount:shop:web\"}}"))
        .contains(new Review.Account("shop", "web"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"authenticated\": false, \"audiences\": [\"istio-ca\"],"
            + " \"user\": {\"username\": \"system:serviceaccount:shop:web\"}}",
        "{\"authenticated\": true, \"audiences\": [\"kubernetes\"],"
            + " \"user\": {\"username\": \"system:serviceaccount:shop:web\"}}",
        "{\"authenticated\": true, \"user\": {\"username\": \"system:serviceaccount:shop:web\"}}",
        "{\"authenticated\": true, \"audiences\": [\"istio-ca\"],"
            + " \"user\": {\"username\": \"admin\"}}",
        "{\"authenticated\": true, \"audiences\": [\"istio-ca\"],"
            + " \"user\": {\"username\": \"system:serviceaccount:shop:web:x\"}}",
        "{\"error\": \"no\"}",
        "{}"
      })
  void knowsNobodyElse(String status) throws InvalidProtocolBufferException {
    assertThat(answer(status)).isEmpty();
  }

  @Test
  void takesNoClusterWithoutTlsOrAudience() {
    Path file = Path.of("token");
    assertThatThrownBy(
            () ->
                new Cluster("c", new ApiServer(URI.create("http://k:6443"), file, file), AUDIENCES))
        .hasMessageContaining("over TLS only");
    assertThatThrownBy(
            () -> new Cluster("c", new ApiServer(URI.create("https://k"), file, file), List.of()))
        .hasMessageContaining("audiences");
  }
}
