package io.fairlead.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.collections.SharedMap;
import io.fairlead.model.Labels;
import io.fairlead.model.MeshSettings;
import io.fairlead.model.MeshState;
import io.fairlead.model.ResourceName;
import io.fairlead.model.proxy.Interception;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.model.service.Endpoint;
import io.fairlead.model.service.Placement;
import io.fairlead.model.service.Registry;
import io.fairlead.model.workload.Workload;
import io.fairlead.model.workload.WorkloadEntry;
import io.fairlead.testing.Cases;
import io.fairlead.translation.Origin.Form;
import io.fairlead.translation.Origin.Made;
import io.fairlead.translation.scope.MeshView;
import io.fairlead.translation.scope.ProxyTraits;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Which resources come of what somebody declared. */
class OriginsTest {

  private static final String SERVICES =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: web, namespace: shop}
      spec:
        hosts: [web.mesh]
        addresses: [240.0.0.1]
        ports: [{number: 80, name: http, protocol: HTTP}, {number: 90, name: tcp, protocol: TCP}]
        resolution: STATIC
        endpoints: [{address: 10.0.0.9}]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: db, namespace: shop}
      spec:
        hosts: [db.mesh]
        addresses: [240.0.0.2]
        ports: [{number: 90, name: tcp, protocol: TCP}]
        resolution: STATIC
        endpoints: [{address: 10.0.0.9}]
      """;

  @Test
  void aServiceEntryIsClustersEndpointsListenersAndSharedRoutes() {
    assertThat(sidecar(SERVICES).get("ServiceEntry shop/web"))
        .containsExactly(
            "CLUSTER outbound|80||web.mesh",
            "CLUSTER outbound|90||web.mesh",
            "ENDPOINTS outbound|80||web.mesh",
            "ENDPOINTS outbound|90||web.mesh",
            "LISTENER 0.0.0.0_80",
            "LISTENER 240.0.0.1_90",
            "ROUTES 80");
    assertThat(sidecar(SERVICES).get("ServiceEntry shop/db"))
        .containsExactly(
            "CLUSTER outbound|90||db.mesh",
            "ENDPOINTS outbound|90||db.mesh",
            "LISTENER 240.0.0.2_90");
  }

  @Test
  void aDestinationRuleIsTheClustersOfItsHostAndSubsets() {
    String rule =
        SERVICES
            + """
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: db, namespace: shop}
            spec: {host: db.mesh, subsets: [{name: v1, labels: {version: v1}}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: hidden, namespace: other}
            spec: {host: db.mesh}
            """;
    assertThat(sidecar(rule).get("DestinationRule shop/db"))
        .containsExactly(
            "CLUSTER outbound|90|v1|db.mesh",
            "CLUSTER outbound|90||db.mesh",
            "ENDPOINTS outbound|90|v1|db.mesh",
            "ENDPOINTS outbound|90||db.mesh");
    assertThat(sidecar(rule)).doesNotContainKey("DestinationRule other/hidden");
  }

  @Test
  void aVirtualServiceIsTheRoutesOfItsHostsAndTheListenersThatRouteThemselves() {
    String routes =
        SERVICES
            + """
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: web, namespace: shop}
            spec: {hosts: [web.mesh], http: [{fault: {abort: {httpStatus: 500, percentage: {value: 1}}}, route: [{destination: {host: web.mesh}}]}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: db, namespace: shop}
            spec: {hosts: [db.mesh], tcp: [{route: [{destination: {host: web.mesh, port: {number: 90}}}]}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: stray, namespace: shop}
            spec: {hosts: [stray.mesh], http: [{redirect: {uri: /}}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: elsewhere, namespace: shop}
            spec: {hosts: [db.mesh], gateways: [edge], tcp: [{route: [{destination: {host: web.mesh, port: {number: 90}}}]}]}
            """;
    Map<String, Set<String>> found = sidecar(routes);
    assertThat(found.get("VirtualService shop/web")).containsExactly("ROUTES 80");
    assertThat(found.get("VirtualService shop/db")).containsExactly("LISTENER 240.0.0.2_90");
    assertThat(found.get("VirtualService shop/stray")).containsExactly("ROUTES 80");
    assertThat(found).doesNotContainKey("VirtualService shop/elsewhere");
  }

  @Test
  void aGatewayIsListenersAndRoutesAndSoIsWhatIsBoundToIt() {
    String edge =
        SERVICES
            + """
            ---
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: shop}
            spec:
              selector: {app: edge}
              servers:
              - {port: {number: 8080, name: http, protocol: HTTP}, hosts: ["*"]}
              - {port: {number: 9090, name: tcp, protocol: TCP}, hosts: ["*"]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: web, namespace: shop}
            spec:
              hosts: [web.example.com]
              gateways: [edge]
              http: [{route: [{destination: {host: web.mesh, port: {number: 80}}}]}]
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: db, namespace: shop}
            spec:
              hosts: [db.example.com]
              gateways: [edge]
              tcp: [{match: [{port: 9090}], route: [{destination: {host: db.mesh, port: {number: 90}}}]}]
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: few, namespace: shop}
            spec: {selector: {matchLabels: {app: edge}}, rules: [{from: [{source: {namespaces: [a]}}]}]}
            """;
    Map<String, Set<String>> found =
        found(
            IstioRules.with(MeshState.empty(MeshSettings.STANDARD), edge), new Interception.Edge());
    assertThat(found.get("Gateway shop/edge"))
        .containsExactly("LISTENER 0.0.0.0_8080", "LISTENER 0.0.0.0_9090", "ROUTES http.8080");
    assertThat(found.get("VirtualService shop/web")).containsExactly("ROUTES http.8080");
    assertThat(found.get("VirtualService shop/db")).containsExactly("LISTENER 0.0.0.0_9090");
    assertThat(found.get("AuthorizationPolicy shop/few"))
        .containsExactly("LISTENER 0.0.0.0_8080", "LISTENER 0.0.0.0_9090");
  }

  @Test
  void aPolicyIsTheListenersThatServeWhomItSelects() {
    String policies =
        """
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: mine, namespace: shop}
        spec: {selector: {matchLabels: {app: edge}}, rules: [{from: [{source: {namespaces: [a]}}]}]}
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: {name: others, namespace: shop}
        spec: {selector: {matchLabels: {app: other}}, rules: [{from: [{source: {namespaces: [a]}}]}]}
        """;
    Map<String, Set<String>> found = sidecar(policies);
    assertThat(found.get("AuthorizationPolicy shop/mine"))
        .containsExactly("LISTENER virtualInbound");
    assertThat(found).doesNotContainKey("AuthorizationPolicy shop/others");
  }

  @Test
  void aDelegateIsTheRoutesOfWhoDelegatesToItWhereItSaysAny() {
    String routes =
        SERVICES
            + """
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: root, namespace: shop}
            spec:
              hosts: [web.mesh]
              http:
              - {match: [{uri: {prefix: /a}}], delegate: {name: part}}
              - {match: [{uri: {prefix: /b}}], delegate: {name: contradicting}}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: part, namespace: shop}
            spec: {http: [{route: [{destination: {host: web.mesh}}]}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: contradicting, namespace: shop}
            spec: {http: [{match: [{uri: {exact: /c}}], route: [{destination: {host: web.mesh}}]}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: lonely, namespace: shop}
            spec: {http: [{route: [{destination: {host: web.mesh}}]}]}
            """;
    Map<String, Set<String>> found = sidecar(routes);
    assertThat(found.get("VirtualService shop/root")).containsExactly("ROUTES 80");
    assertThat(found.get("VirtualService shop/part")).containsExactly("ROUTES 80");
    assertThat(found)
        .doesNotContainKeys("VirtualService shop/contradicting", "VirtualService shop/lonely");
  }

  @Test
  void aSidecarIsTheListenersOfItsProxiesAndWhatItsIngressSays() {
    String sidecars =
        SERVICES
            + """
            ---
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: mine, namespace: shop}
            spec:
              workloadSelector: {labels: {app: edge}}
              egress: [{hosts: ["./web.mesh"]}]
              ingress: [{port: {number: 9000, name: http, protocol: HTTP}, defaultEndpoint: "127.0.0.1:9001"}]
            ---
            apiVersion: networking.istio.io/v1
            kind: Sidecar
            metadata: {name: others, namespace: shop}
            spec: {egress: [{hosts: ["./db.mesh"]}]}
            """;
    Map<String, Set<String>> found = sidecar(sidecars);
    assertThat(found.get("Sidecar shop/mine"))
        .containsExactly(
            "CLUSTER InboundPassthroughCluster",
            "CLUSTER inbound|9000||",
            "LISTENER 0.0.0.0_80",
            "LISTENER 240.0.0.1_90",
            "LISTENER virtualInbound",
            "LISTENER virtualOutbound");
    assertThat(found).doesNotContainKey("Sidecar shop/others");
  }

  @Test
  void aPeerAuthenticationIsTheListenersThatServeWhereItSaysSomething() {
    Map<String, Set<String>> found =
        sidecar(
            peers("all", "fairlead-system", "mtls: {mode: STRICT}")
                + peers("namespace", "shop", "mtls: {mode: PERMISSIVE}")
                + peers(
                    "port",
                    "shop",
                    "selector: {matchLabels: {app: edge}}, portLevelMtls: {80: {mode: DISABLE}}")
                + peers(
                    "others",
                    "shop",
                    "selector: {matchLabels: {app: other}}, mtls: {mode: STRICT}"));
    assertThat(found.get("PeerAuthentication shop/port"))
        .containsExactly("LISTENER virtualInbound");
    assertThat(found.get("PeerAuthentication shop/namespace"))
        .containsExactly("LISTENER virtualInbound");
    assertThat(found)
        .doesNotContainKeys(
            "PeerAuthentication fairlead-system/all", "PeerAuthentication shop/others");
  }

  @Test
  void aPeerAuthenticationIsHowCallersReachWhereItTurnsMutualTlsOff() {
    MeshState state =
        IstioRules.with(
            MeshState.empty(MeshSettings.STANDARD),
            SERVICES.replace("10.0.0.9", "10.0.0.8")
                + peers("off", "shop", "selector: {matchLabels: {app: web}}, mtls: {mode: DISABLE}")
                + peers("strict", "shop", "mtls: {mode: STRICT}"));
    assertThat(found(state.with(host("10.0.0.8")), new Interception.Redirect()))
        .extractingByKey("PeerAuthentication shop/off")
        .asInstanceOf(InstanceOfAssertFactories.collection(String.class))
        .containsExactly(
            "CLUSTER outbound|80||web.mesh",
            "CLUSTER outbound|90||db.mesh",
            "CLUSTER outbound|90||web.mesh",
            "ENDPOINTS outbound|80||web.mesh",
            "ENDPOINTS outbound|90||db.mesh",
            "ENDPOINTS outbound|90||web.mesh");
    assertThat(found(state.with(host("10.0.0.8")), new Interception.Redirect()))
        .extractingByKey("PeerAuthentication shop/strict")
        .asInstanceOf(InstanceOfAssertFactories.collection(String.class))
        .containsExactly("LISTENER virtualInbound");
    assertThat(found(state.with(host("10.0.0.7")), new Interception.Redirect()))
        .doesNotContainKey("PeerAuthentication shop/off");
  }

  @Test
  void entriesAndGroupsAreTheEndpointsOfWhoSelectsThem() {
    MeshState state =
        IstioRules.with(
            MeshState.empty(MeshSettings.STANDARD),
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: web, namespace: shop}
            spec:
              hosts: [web.mesh]
              ports: [{number: 80, name: http, protocol: HTTP}]
              resolution: STATIC
              workloadSelector: {labels: {app: web}}
            ---
            apiVersion: networking.istio.io/v1
            kind: WorkloadEntry
            metadata: {name: one, namespace: shop}
            spec: {address: 10.0.0.7, labels: {app: web}}
            ---
            apiVersion: networking.istio.io/v1
            kind: WorkloadEntry
            metadata: {name: stray, namespace: shop}
            spec: {address: 10.0.0.6, labels: {app: nobody}}
            """);
    Workload joined = host("10.0.0.8");
    Map<String, Set<String>> found =
        found(
            state
                .with(joined)
                .with(
                    new WorkloadEntry(
                        joined.name(),
                        new Endpoint(
                            "10.0.0.8", Map.of(), joined.labels(), Placement.UNKNOWN, 1, "web"))),
            new Interception.Redirect());
    assertThat(found.get("WorkloadEntry shop/one"))
        .containsExactly("CLUSTER outbound|80||web.mesh", "ENDPOINTS outbound|80||web.mesh");
    assertThat(found.get("WorkloadGroup shop/hosts"))
        .containsExactly("CLUSTER outbound|80||web.mesh", "ENDPOINTS outbound|80||web.mesh");
    assertThat(found).doesNotContainKeys("WorkloadEntry shop/stray", "WorkloadEntry shop/web-1");
  }

  @Test
  void aGroupIsWhatItsHostsServe() {
    Workload host = host("10.0.0.1");
    MeshState state = MeshState.empty(MeshSettings.STANDARD).with(host);
    assertThat(found(state, new Interception.Redirect()).get("WorkloadGroup shop/hosts"))
        .containsExactly("CLUSTER InboundPassthroughCluster", "LISTENER virtualInbound");
  }

  /** A host that joined by a group, and whose account is that of the proxy in these tests. */
  private static Workload host(String address) {
    return new Workload(
        new ResourceName("shop", "web-1"),
        List.of(address),
        new Workload.Membership("hosts", "edge"),
        Labels.of("app", "web"),
        Placement.UNKNOWN,
        new Workload.Status(Instant.EPOCH, Workload.Capture.IN_PLACE));
  }

  private static String peers(String name, String namespace, String spec) {
    return """
        ---
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata: {name: %s, namespace: %s}
        spec: {%s}
        """
        .formatted(name, namespace, spec);
  }

  /** What is there comes of something, and only what is there. */
  @Test
  void nothingIsForgottenAndNothingInvented() {
    Cases.check(
        200,
        (random, seed) -> {
          RandomMesh meshes = new RandomMesh(random);
          MeshState state = MeshState.empty(MeshSettings.STANDARD);
          for (int change = 0; change < 30; change++) {
            state = meshes.changed(state);
          }
          for (Proxy proxy : meshes.proxies()) {
            Outbound outbound =
                new Translator(ResourceCache.none())
                    .outbound(MeshView.of(state), ProxyTraits.of(state, proxy));
            Set<Made> made = new HashSet<>();
            EndpointOrigins.of(MeshView.of(state)).walk(outbound, (origin, what) -> made.add(what));
            Origins.walk(outbound, (origin, what) -> made.add(what));
            assertThat(made).isSubsetOf(all(outbound));
            boolean isDeclared =
                state.services().stream()
                    .allMatch(s -> s.discovery().registry() == Registry.DECLARED);
            if (isDeclared) {
              Set<Made> forgotten = all(outbound);
              forgotten.removeAll(made);
              assertThat(forgotten).allMatch(OriginsTest::isFixed);
            }
          }
        });
  }

  /** Of nobody, or of a name under which a gateway between networks passes on. */
  private static boolean isFixed(Made made) {
    return made.name().equals("virtualOutbound")
        || !made.name().contains("|") && made.form() == Form.CLUSTER
        || made.name().startsWith("outbound_.");
  }

  private static Set<Made> all(Outbound outbound) {
    Set<Made> all = new HashSet<>();
    add(all, Form.CLUSTER, outbound.resources().clusters());
    add(all, Form.ENDPOINTS, outbound.resources().endpoints());
    add(all, Form.LISTENER, outbound.resources().listeners());
    add(all, Form.ROUTES, outbound.resources().routes());
    return all;
  }

  private static void add(Set<Made> all, Form form, SharedMap<String, EncodedResource> resources) {
    resources.keys().forEach(name -> all.add(new Made(form, name)));
  }

  private static Map<String, Set<String>> sidecar(String rules) {
    return found(
        IstioRules.with(MeshState.empty(MeshSettings.STANDARD), rules),
        new Interception.Redirect());
  }

  private static Map<String, Set<String>> found(MeshState state, Interception interception) {
    Proxy proxy =
        new Proxy(
            "sidecar~10.0.0.1~edge.shop~shop",
            new Proxy.Identity("shop", "edge"),
            List.of("10.0.0.1"),
            Labels.of("app", "edge"),
            Placement.UNKNOWN,
            interception);
    Translator translator = new Translator(ResourceCache.none());
    Map<String, Set<String>> found = new TreeMap<>();
    Outbound outbound = translator.outbound(MeshView.of(state), ProxyTraits.of(state, proxy));
    Origins.walk(outbound, (origin, made) -> add(found, origin, made));
    EndpointOrigins.of(MeshView.of(state))
        .walk(outbound, (origin, made) -> add(found, origin, made));
    Origins.walk(
        state, proxy, translator.inbound(state, proxy), (origin, made) -> add(found, origin, made));
    return found;
  }

  private static void add(Map<String, Set<String>> found, Origin origin, Made made) {
    found
        .computeIfAbsent(origin.kind().title() + " " + origin.name(), absent -> new TreeSet<>())
        .add(made.form() + " " + made.name());
  }
}
