package io.fairlead.conformance.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Metadata;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API server takes what we take, and refuses what has not the form of it. */
@Tag("peer")
@ExtendWith(Cluster.class)
class DefinitionsTest {

  private static final String NAMESPACE = "definitions";
  private static final int AT_LEAST = 300;

  @BeforeAll
  static void makeNamespace(Cluster.Running cluster) {
    cluster.api().createNamespace(NAMESPACE);
  }

  @Test
  void everyResourceOfOurSamplesThatWeTakeIsTaken(Cluster.Running cluster) throws IOException {
    List<String> refused = new ArrayList<>();
    List<IstioResource> samples = samples();
    for (int i = 0; i < samples.size(); i++) {
      IstioResource sample = samples.get(i);
      IstioResource own =
          new IstioResource(
              sample.kind(),
              new ResourceName(NAMESPACE, "sample-" + i),
              Metadata.NONE,
              sample.spec());
      Throwable failure =
          catchThrowable(() -> cluster.api().create(IstioYaml.write(own), placed -> {}));
      if (failure != null) {
        refused.add(sample.title() + ": " + failure.getMessage());
      }
    }
    assertThat(refused).isEmpty();
    assertThat(samples).hasSizeGreaterThan(AT_LEAST);
  }

  @Test
  void whatIsWrittenInOneVersionIsReadInAllOthers(Cluster.Running cluster) {
    cluster
        .api()
        .create(
            """
            apiVersion: networking.istio.io/v1alpha3
            kind: Sidecar
            metadata: {name: versions, namespace: definitions}
            spec: {egress: [{hosts: ["./*"]}]}
            """,
            placed -> {});
    for (String version : List.of("v1", "v1beta1", "v1alpha3")) {
      assertThat(
              cluster
                  .api()
                  .get(
                      "/apis/networking.istio.io/%s/namespaces/definitions/sidecars/versions"
                          .formatted(version)))
          .contains("networking.istio.io/" + version, "\"./*\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DestinationRule | {trafficPolicy: {}}                                          | spec.host: Required value
          DestinationRule | {host: a, trafficPolicy: {loadBalancer: {simple: FASTEST}}}  | Unsupported value
          DestinationRule | {host: a, trafficPolicy: {loadBalancer: {simple: RANDOM, consistentHash: {useSourceIp: true}}}} | oneOf
          DestinationRule | {host: a, trafficPolicy: {connectionPool: {tcp: {connectTimeout: soon}}}} | should match
          DestinationRule | {host: a, trafficPolicy: {connectionPool: {tcp: {maxConnections: 9999999999}}}} | should be less than or equal to 2147483647
          ServiceEntry    | {hosts: []}                                                  | should have at least 1 items
          ServiceEntry    | {hosts: [a], ports: [{number: 70000, name: http}]}           | should be less than or equal to 65535
          ServiceEntry    | {hosts: a}                                                   | must be of type array
          VirtualService  | {hosts: [a], http: [{match: [{uri: {exact: a, prefix: b}}]}]} | oneOf
          Gateway         | {servers: [{hosts: [a]}]}                                    | port: Required value
          """)
  void whatHasNotTheFormIsRefused(
      String kind, String spec, String sentence, Cluster.Running cluster) {
    String yaml =
        """
        apiVersion: networking.istio.io/v1
        kind: %s
        metadata: {name: broken, namespace: definitions}
        spec: %s
        """
            .formatted(kind, spec);
    assertThat(catchThrowable(() -> cluster.api().create(yaml, placed -> {})))
        .hasMessageContaining(sentence);
  }

  private static List<IstioResource> samples() throws IOException {
    List<IstioResource> samples = new ArrayList<>();
    for (String module : List.of("../istio-config", "../translation", ".")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src/test/resources"))) {
        files
            .filter(file -> file.toString().endsWith(".yaml"))
            .sorted()
            .flatMap(file -> IstioYaml.read(file.toString(), Cluster.read(file)).values().stream())
            .filter(DefinitionsTest::isOfAnApiServer)
            .filter(DefinitionsTest::isTaken)
            .forEach(samples::add);
      }
    }
    return samples;
  }

  private static boolean isOfAnApiServer(IstioResource resource) {
    return !resource.kind().group().equals("core");
  }

  private static boolean isTaken(IstioResource resource) {
    return ResourceReader.read(resource).problems().stream().noneMatch(Problem::isError);
  }
}
