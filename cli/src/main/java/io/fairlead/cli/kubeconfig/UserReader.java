package io.fairlead.cli.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.cli.exit.Failure;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Makes credentials of a user of a kubeconfig, as kubectl chooses among what it has. */
final class UserReader {

  private UserReader() {}

  static Credentials read(KubeContext context) {
    Section user = context.user();
    if (user.fields().at("auth-provider").isPresent()) {
      throw Failure.usage(
          user.place()
              + " has an auth-provider, which kubectl does not know any more either: use exec");
    }
    return given(context).with(impersonation(user));
  }

  private static Credentials given(KubeContext context) {
    Section user = context.user();
    String certificate = user.content("client-certificate");
    String key = user.content("client-key");
    if (certificate.isEmpty() != key.isEmpty()) {
      throw Failure.usage(
          user.place() + " has half a pair: client-certificate and client-key belong together");
    }
    String authorization = authorization(user);
    if (authorization.isEmpty() && certificate.isEmpty() && user.fields().at("exec").isPresent()) {
      return ExecPlugin.of(context).run();
    }
    return new Credentials(authorization, certificate, key, Map.of());
  }

  private static String authorization(Section user) {
    String token =
        user.text("token").isEmpty() ? user.file("tokenFile").strip() : user.text("token");
    if (!token.isEmpty()) {
      return "Bearer " + token;
    }
    String name = user.text("username");
    String pair = name + ":" + user.text("password");
    return name.isEmpty()
        ? ""
        : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static Map<String, String> impersonation(Section user) {
    Map<String, String> headers = new HashMap<>();
    if (!user.text("as").isEmpty()) {
      headers.put("Impersonate-User", user.text("as"));
    }
    if (!user.fields().at("as-groups").list().isEmpty()) {
      throw Failure.usage(
          user.place() + " has as-groups, which is not followed: name a user of that group");
    }
    return headers;
  }
}
