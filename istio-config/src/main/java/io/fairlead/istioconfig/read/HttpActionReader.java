package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.Delegate;
import io.fairlead.api.istio.networking.v1alpha3.HTTPDirectResponse;
import io.fairlead.api.istio.networking.v1alpha3.HTTPRoute;
import io.fairlead.istioconfig.Names;
import io.fairlead.istioconfig.read.TargetReader.Weighed;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.HeaderChanges;
import io.fairlead.model.policy.HttpAction;
import io.fairlead.model.policy.HttpAction.Body;
import io.fairlead.model.policy.HttpAction.Share;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads what becomes of the requests of a route: one thing, of four.
 *
 * @param namespace of the VirtualService
 */
record HttpActionReader(String namespace, Findings findings) {

  private static final int MAX_BODY = 1 << 20;

  Optional<HttpAction> read(String path, HTTPRoute route) {
    if (route.hasDelegate()) {
      alone(path, route, "delegate", List.of("redirect", "directResponse", "route"));
      return delegate(path + ".delegate", route.getDelegate());
    }
    if (route.hasRedirect()) {
      alone(path, route, "redirect", List.of("directResponse", "route", "fault", "rewrite"));
      return Optional.of(
          new RedirectReader(findings)
              .read(path + ".redirect", route.getRedirect(), route.getMatchList()));
    }
    if (route.hasDirectResponse()) {
      alone(path, route, "directResponse", List.of("route", "fault", "rewrite"));
      return Optional.of(answer(path + ".directResponse", route.getDirectResponse()));
    }
    List<Share> shares = shares(path + ".route", route);
    return shares.isEmpty() ? Optional.empty() : Optional.of(new HttpAction.Forward(shares));
  }

  private void alone(String path, HTTPRoute route, String chosen, List<String> others) {
    for (String other : others) {
      boolean isThere =
          switch (other) {
            case "redirect" -> route.hasRedirect();
            case "directResponse" -> route.hasDirectResponse();
            case "fault" -> route.hasFault();
            case "rewrite" -> route.hasRewrite();
            default -> route.getRouteCount() > 0;
          };
      if (isThere) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            path + "." + other,
            "cannot stand beside " + chosen + ": remove one of them");
      }
    }
  }

  private Optional<HttpAction> delegate(String path, Delegate delegate) {
    String where = delegate.getNamespace().isEmpty() ? namespace : delegate.getNamespace();
    Optional<String> wrongNamespace = Names.problemWithNamespace(where);
    Optional<String> wrongName = Names.problemWithName(delegate.getName());
    wrongNamespace.ifPresent(
        sentence -> findings.error(ProblemCode.BAD_NAME, path + ".namespace", sentence));
    wrongName.ifPresent(sentence -> findings.error(ProblemCode.BAD_NAME, path + ".name", sentence));
    return wrongName.isPresent() || wrongNamespace.isPresent()
        ? Optional.empty()
        : Optional.of(new HttpAction.Delegate(new ResourceName(where, delegate.getName())));
  }

  private HttpAction answer(String path, HTTPDirectResponse response) {
    FaultReader.status(path + ".status", Integer.toUnsignedLong(response.getStatus()), findings);
    Body body =
        switch (response.getBody().getSpecifierCase()) {
          case STRING -> new Body.Text(response.getBody().getString());
          case BYTES ->
              new Body.Bytes(
                  Base64.getEncoder().encodeToString(response.getBody().getBytes().toByteArray()));
          case SPECIFIER_NOT_SET -> new Body.Empty();
        };
    int size =
        Math.max(response.getBody().getStringBytes().size(), response.getBody().getBytes().size());
    if (size > MAX_BODY) {
      findings.error(
          ProblemCode.TOO_LARGE, path + ".body", "has " + size + " bytes: write at most 1048576");
    }
    return new HttpAction.Answer(response.getStatus(), body);
  }

  private List<Share> shares(String path, HTTPRoute route) {
    if (route.getRouteCount() == 0) {
      findings.error(
          ProblemCode.MISSING_FIELD,
          path,
          "is empty: write at least one destination, a redirect or a directResponse");
    }
    HeaderChangesReader headers = new HeaderChangesReader(findings);
    List<HeaderChanges> changes = new ArrayList<>();
    List<Weighed> destinations = new ArrayList<>();
    for (int i = 0; i < route.getRouteCount(); i++) {
      var destination = route.getRoute(i);
      changes.add(headers.read(path + "[" + i + "].headers", destination.getHeaders()));
      destinations.add(new Weighed(destination.getDestination(), destination.getWeight()));
    }
    return new TargetReader(findings)
        .parts(path, destinations).stream()
            .map(part -> new Share(part.target(), part.weight(), changes.get(part.index())))
            .toList();
  }
}
