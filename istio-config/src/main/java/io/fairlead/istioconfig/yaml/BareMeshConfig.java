package io.fairlead.istioconfig.yaml;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.fairlead.api.istio.mesh.v1alpha1.MeshConfig;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.model.ResourceName;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A MeshConfig as Istio's users hold it in mesh.yaml: the fields alone, without the envelope of a
 * resource. It stands for the resource that {@link #NAME} names.
 */
final class BareMeshConfig {

  static final ResourceName NAME = new ResourceName(MetadataReader.DEFAULT_NAMESPACE, "mesh");

  private static final Kind KIND =
      Kinds.all().stream()
          .filter(kind -> kind.prototype() instanceof MeshConfig)
          .findFirst()
          .orElseThrow();

  private static final Set<String> FIELDS = fields();

  private BareMeshConfig() {}

  private static Set<String> fields() {
    Set<String> names = new HashSet<>();
    for (FieldDescriptor field : MeshConfig.getDescriptor().getFields()) {
      names.add(field.getName());
      names.add(field.getJsonName());
    }
    return Set.copyOf(names);
  }

  /** Whether a document has a field of a MeshConfig and nothing of a resource's envelope. */
  static boolean is(MappingNode document) {
    boolean hasField = false;
    for (NodeTuple tuple : document.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (ResourceDocument.FIELDS.contains(key)) {
        return false;
      }
      hasField |= FIELDS.contains(key);
    }
    return hasField;
  }

  static String title() {
    return KIND.name() + " " + NAME;
  }

  /** Empty where a field cannot be read. */
  static Optional<IstioResource> read(MappingNode document, Reading reading) {
    MeshConfig.Builder spec = MeshConfig.newBuilder();
    new MessageReader(reading).read(document, spec, "spec");
    Metadata metadata =
        new Metadata(Map.of(), Map.of(), Instant.EPOCH, reading.at(document), reading.places());
    IstioResource resource = new IstioResource(KIND, NAME, metadata, spec.build());
    if (reading.hasErrors()) {
      reading.addMeant(ResourceReader.read(resource).problems());
      return Optional.empty();
    }
    return Optional.of(resource);
  }
}
