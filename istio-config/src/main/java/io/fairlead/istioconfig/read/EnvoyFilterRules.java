package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilter;
import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilter.ApplyTo;
import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilter.EnvoyConfigObjectMatch;
import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilter.EnvoyConfigObjectPatch;
import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilter.ListenerMatch.FilterMatch;
import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilter.Patch.Operation;
import io.fairlead.api.istio.networking.v1alpha3.EnvoyFilter.PatchContext;
import io.fairlead.model.ProblemCode;

/** What an EnvoyFilter may say. */
final class EnvoyFilterRules {

  private static final String HTTP_MANAGER = "envoy.filters.network.http_connection_manager";

  private EnvoyFilterRules() {}

  static void check(EnvoyFilter filter, Findings findings) {
    if (filter.hasWorkloadSelector()) {
      findings.labels("spec.workloadSelector.labels", filter.getWorkloadSelector().getLabelsMap());
      if (filter.getTargetRefsCount() > 0) {
        findings.error(
            ProblemCode.EXCLUSIVE_FIELDS,
            "spec.workloadSelector",
            "excludes spec.targetRefs, which is set too: remove one of the two");
      }
    }
    AttachmentRules.targets(filter.getTargetRefsList(), false, findings);
    for (int i = 0; i < filter.getConfigPatchesCount(); i++) {
      check("spec.configPatches[" + i + "]", filter.getConfigPatches(i), findings);
    }
  }

  private static void check(String path, EnvoyConfigObjectPatch patch, Findings findings) {
    if (patch.getMatch().getContext() == PatchContext.WAYPOINT) {
      return;
    }
    if (patch.getApplyTo() == ApplyTo.INVALID) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".applyTo", "is missing: say what is patched");
    }
    Operation operation = patch.getPatch().getOperation();
    if (operation == Operation.INVALID) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".patch.operation", "is missing: say what is done");
    } else if (operation != Operation.REMOVE && !patch.getPatch().hasValue()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".patch.value", "is missing: only REMOVE needs none");
    }
    checkMatch(path + ".match", patch.getApplyTo(), patch.getMatch(), findings);
  }

  private static void checkMatch(
      String path, ApplyTo applyTo, EnvoyConfigObjectMatch match, Findings findings) {
    String wanted =
        switch (applyTo) {
          case LISTENER, FILTER_CHAIN, NETWORK_FILTER, HTTP_FILTER, LISTENER_FILTER -> "listener";
          case ROUTE_CONFIGURATION, VIRTUAL_HOST, HTTP_ROUTE -> "routeConfiguration";
          case CLUSTER -> "cluster";
          case INVALID, EXTENSION_CONFIG, BOOTSTRAP, UNRECOGNIZED -> "";
        };
    String given =
        switch (match.getObjectTypesCase()) {
          case LISTENER -> "listener";
          case ROUTE_CONFIGURATION -> "routeConfiguration";
          case CLUSTER -> "cluster";
          case WAYPOINT -> "waypoint";
          case OBJECTTYPES_NOT_SET -> "";
        };
    if (!wanted.isEmpty() && !given.isEmpty() && !wanted.equals(given)) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS,
          path + "." + given,
          "does not go with applyTo " + applyTo + ": write " + wanted);
    }
    if (match.getListener().getFilterChain().hasFilter()) {
      String at = path + ".listener.filterChain.filter";
      checkFilter(at, applyTo, match.getListener().getFilterChain().getFilter(), findings);
    }
  }

  private static void checkFilter(
      String path, ApplyTo applyTo, FilterMatch filter, Findings findings) {
    if (filter.getName().isEmpty()) {
      findings.error(ProblemCode.MISSING_FIELD, path + ".name", "is missing: name the filter");
    }
    if (!filter.hasSubFilter()) {
      return;
    }
    if (applyTo != ApplyTo.HTTP_FILTER) {
      findings.error(
          ProblemCode.EXCLUSIVE_FIELDS, path + ".subFilter", "goes with applyTo HTTP_FILTER only");
    } else if (!filter.getName().equals(HTTP_MANAGER)) {
      findings.error(
          ProblemCode.NEEDS_OTHER_FIELD,
          path + ".subFilter",
          "needs the filter's name to be " + HTTP_MANAGER);
    }
    if (filter.getSubFilter().getName().isEmpty()) {
      findings.error(
          ProblemCode.MISSING_FIELD, path + ".subFilter.name", "is missing: name the filter");
    }
  }
}
