package io.fairlead.controlplane.source.kubernetes.object;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import io.fairlead.model.SourceLocation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads resources of Istio as the API server gives them: as a file of one resource is read. */
public final class IstioReader {

  /** The whole resource once more, written by kubectl. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private final SourceLocation source;
  private final KubernetesSerialization serialization;

  /**
   * @param source named in problems, in place of a file and a line
   */
  public IstioReader(String source, KubernetesSerialization serialization) {
    this.source = SourceLocation.ofFile(source);
    this.serialization = serialization;
  }

  public IstioObject read(Kind kind, GenericKubernetesResource resource) {
    ObjectMeta metadata = resource.getMetadata();
    ResourceName name = new ResourceName(metadata.getNamespace(), metadata.getName());
    Parsed<IstioResource> parsed =
        IstioYaml.read(source.file(), JsonLines.of(serialization.asJson(document(resource))));
    return new IstioObject(
        new ResourceId(kind.name(), name),
        new Parsed<>(
            parsed.values().stream().map(this::withoutPlaces).toList(),
            parsed.problems().stream().map(this::withoutLine).toList()));
  }

  private static Map<String, @Nullable Object> document(GenericKubernetesResource resource) {
    ObjectMeta metadata = resource.getMetadata();
    Map<String, String> annotations = new LinkedHashMap<>(Absent.map(metadata.getAnnotations()));
    annotations.remove(LAST_APPLIED);
    Map<String, @Nullable Object> head = new LinkedHashMap<>();
    head.put("name", metadata.getName());
    head.put("namespace", metadata.getNamespace());
    head.put("labels", Absent.map(metadata.getLabels()));
    head.put("annotations", annotations);
    head.put("creationTimestamp", metadata.getCreationTimestamp());
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("apiVersion", resource.getApiVersion());
    document.put("kind", resource.getKind());
    document.put("metadata", head);
    document.put("spec", Absent.map(resource.getAdditionalProperties()).get("spec"));
    return document;
  }

  private IstioResource withoutPlaces(IstioResource resource) {
    Metadata metadata = resource.metadata();
    return new IstioResource(
        resource.kind(),
        resource.name(),
        new Metadata(metadata.labels(), metadata.annotations(), metadata.created(), source),
        resource.spec());
  }

  private Problem withoutLine(Problem problem) {
    return new Problem(
        problem.severity(),
        problem.code(),
        problem.resource(),
        problem.field(),
        source,
        problem.message());
  }
}
