package io.fairlead.istioconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.fairlead.istioconfig.mcp.McpCodec;
import io.fairlead.istioconfig.read.Declaration;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.write.ResourceWriter;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.ResourceName;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.WorkloadEntry;
import io.fairlead.testing.Cases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is written is read back as what it was, through the model, YAML and MCP. */
class RoundTripTest {

  private static final int COUNT = 500;

  @Test
  void servicesComeBackThroughMessages() {
    Cases.check(
        COUNT,
        (random, seed) -> {
          List<Service> services = new Resources(random).services();
          Parsed<Declaration> read =
              ResourceReader.read(ResourceWriter.serviceEntry(services, Map.of()));
          assertThat(read.problems()).filteredOn(p -> p.isError()).isEmpty();
          assertThat(read.values()).containsExactly(new Declaration.Services(services));
        });
  }

  @Test
  void workloadEntriesComeBackThroughMessages() {
    Cases.check(
        COUNT,
        (random, seed) -> {
          WorkloadEntry entry = new Resources(random).workloadEntry();
          assertThat(ResourceReader.read(ResourceWriter.workloadEntry(entry, Map.of())).values())
              .containsExactly(new Declaration.Entry(entry));
        });
  }

  @Test
  void resourcesComeBackThroughYaml() {
    Cases.check(
        COUNT,
        (random, seed) -> {
          IstioResource written = resource(new Resources(random));
          String text = IstioYaml.write(written);
          Parsed<IstioResource> read = IstioYaml.read("text", text);
          assertThat(read.problems()).as(text).isEmpty();
          assertThat(read.values().getFirst().spec()).isEqualTo(written.spec());
          assertThat(read.values().getFirst().name()).isEqualTo(written.name());
          assertThat(read.values().getFirst().metadata().annotations())
              .isEqualTo(written.metadata().annotations());
        });
  }

  @Test
  void resourcesComeBackThroughMcpInEachVersion() {
    Cases.check(
        COUNT,
        (random, seed) -> {
          IstioResource written = resource(new Resources(random));
          Any encoded = McpCodec.encode(written, "7");
          for (String type : written.kind().mcpTypes()) {
            Parsed<IstioResource> read = McpCodec.decode(type, encoded, "");
            assertThat(read.problems()).isEmpty();
            assertThat(read.values()).containsExactly(written);
          }
        });
  }

  @Test
  void everyKindComesBackThroughYamlAndMcpInEachVersion() {
    Cases.check(
        200,
        (random, seed) -> {
          for (Kind kind : Kinds.all()) {
            Message spec = new RandomMessages(random).like(kind.prototype());
            ResourceName name = new ResourceName("demo", "a");
            IstioResource written = new IstioResource(kind, name, Metadata.NONE, spec);
            String text = IstioYaml.write(written);
            for (String version : kind.versions()) {
              String served = text.replaceFirst("/v[^\\n]*", "/" + version);
              Parsed<IstioResource> read = IstioYaml.read("text", served);
              assertThat(read.problems()).as(served).isEmpty();
              assertThat(read.values().getFirst().spec()).as(served).isEqualTo(spec);
            }
            for (String type : kind.mcpTypes()) {
              Parsed<IstioResource> read = McpCodec.decode(type, McpCodec.encode(written, "7"), "");
              assertThat(read.values()).containsExactly(written);
            }
          }
        });
  }

  @Test
  void equalResourcesHaveEqualBytes() {
    Cases.check(
        COUNT,
        (random, seed) -> {
          IstioResource written = resource(new Resources(random));
          Any one = McpCodec.encode(written, "7");
          IstioResource back =
              McpCodec.decode(written.kind().mcpTypes().getFirst(), one, "").values().getFirst();
          assertThat(McpCodec.encode(back, "7").toByteString()).isEqualTo(one.toByteString());
        });
  }

  @Test
  void noMutilatedMessageMakesTheReaderThrow() {
    Cases.check(
        Integer.getInteger("fuzz.count", 2_000),
        (random, seed) -> {
          IstioResource written = resource(new Resources(random));
          byte[] bytes = written.spec().toByteArray();
          for (int i = 0; i < 1 + random.nextInt(6); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
          }
          for (Message spec : parsed(written.spec(), bytes)) {
            Parsed<Declaration> read =
                ResourceReader.read(
                    new IstioResource(written.kind(), written.name(), Metadata.NONE, spec));
            assertThat(read.values().isEmpty()).isEqualTo(read.hasErrors());
          }
        });
  }

  /** None where the bytes are no message at all, which is for the codec to tell. */
  private static List<Message> parsed(Message like, byte[] bytes) {
    try {
      return List.of(like.getParserForType().parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      return List.of();
    }
  }

  private static IstioResource resource(Resources resources) {
    Map<String, String> annotations = resources.annotations();
    return annotations.size() % 2 == 0
        ? ResourceWriter.serviceEntry(resources.services(), annotations)
        : ResourceWriter.workloadEntry(resources.workloadEntry(), annotations);
  }
}
