package io.fairlead.istioconfig.mcp;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.fairlead.api.istio.mcp.v1alpha1.Metadata;
import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the metadata that travels with a resource. */
final class McpMetadata {

  private final Metadata metadata;
  private final McpFindings findings;

  McpMetadata(Metadata metadata, McpFindings findings) {
    this.metadata = metadata;
    this.findings = findings;
  }

  Optional<ResourceName> name() {
    String text = metadata.getName();
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1 || slash != text.lastIndexOf('/')) {
      findings.error(
          ProblemCode.BAD_NAME,
          "metadata.name",
          Excerpt.of(text) + " is no name: send namespace/name, with one slash");
      return Optional.empty();
    }
    ResourceName name = ResourceName.parse(text);
    Optional<String> problem =
        Names.problemWithNamespace(name.namespace()).or(() -> Names.problemWithName(name.name()));
    problem.ifPresent(sentence -> findings.error(ProblemCode.BAD_NAME, "metadata.name", sentence));
    return problem.isEmpty() ? Optional.of(name) : Optional.empty();
  }

  io.fairlead.istioconfig.Metadata metadata() {
    new TreeMap<>(metadata.getLabelsMap())
        .forEach(
            (key, value) ->
                Names.problemWithLabel(key, value)
                    .ifPresent(
                        sentence ->
                            findings.error(ProblemCode.BAD_LABEL, "metadata.labels", sentence)));
    new TreeMap<>(metadata.getAnnotationsMap())
        .forEach(
            (key, value) ->
                Names.problemWithKey(key)
                    .ifPresent(
                        sentence ->
                            findings.error(
                                ProblemCode.BAD_LABEL, "metadata.annotations", sentence)));
    return new io.fairlead.istioconfig.Metadata(
        metadata.getLabelsMap(), metadata.getAnnotationsMap(), created(), findings.source());
  }

  private Instant created() {
    Timestamp time = metadata.getCreateTime();
    if (!Timestamps.isValid(time)) {
      findings.error(
          ProblemCode.BAD_TIME,
          "metadata.createTime",
          "is out of range: send a time up to the year 9999");
      return Instant.EPOCH;
    }
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
