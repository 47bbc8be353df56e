package io.fairlead.registrybridge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.settings.SettingsException;
import io.fairlead.settings.SettingsFile;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BridgeSettingsTest {

  private static final Path COMMENTED = Path.of("src/main/config/registry-bridge.yaml");
  private static final Path REFERENCE = Path.of("../docs/reference/registry-bridge.md");
  private static final String SMALLEST =
      "sources: {consul: [{name: dc1}], files: [{name: static, path: services.yaml}]}";

  private static BridgeSettings parse(String text) throws SettingsException {
    return SettingsFile.parse("x.yaml", text, BridgeSettings.class);
  }

  @Test
  void hasACommentedFileWithEveryDefault() throws Exception {
    assertThat(SettingsFile.read(COMMENTED, BridgeSettings.class)).isEqualTo(parse(SMALLEST));
  }

  @Test
  void hasEveryKeyInTheCommentedFile() throws IOException {
    Set<String> keys = new TreeSet<>();
    Matcher matcher =
        Pattern.compile("(?m)^ *(?:- )?([A-Za-z]+):").matcher(Files.readString(COMMENTED));
    while (matcher.find()) {
      keys.add(matcher.group(1));
    }
    assertThat(keys).isEqualTo(keysOf(BridgeSettings.class));
  }

  @Test
  void hasEveryKeyInTheReference() throws IOException {
    String reference = Files.readString(REFERENCE);
    assertThat(keysOf(BridgeSettings.class)).allMatch(key -> reference.contains("`" + key + "`"));
  }

  private static Set<String> keysOf(Class<?> type) {
    Set<String> keys = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      keys.add(component.getName());
      Class<?> inner = component.getType();
      if (component.getGenericType() instanceof ParameterizedType list) {
        inner = (Class<?>) list.getActualTypeArguments()[0];
      }
      if (inner.isRecord()) {
        keys.addAll(keysOf(inner));
      }
    }
    return keys;
  }

  @Test
  void readsFilesBeforeConsul() throws SettingsException {
    assertThat(parse(SMALLEST).sources().inOrder())
        .extracting(source -> source.name())
        .containsExactly("static", "dc1");
  }

  @Test
  void resolvesPathsAgainstTheDirectoryOfTheFile() throws SettingsException {
    BridgeSettings settings =
        parse(
                """
                listen: 0.0.0.0:15019
                tls: {cert: c.pem, key: /k.pem, clientCa: ca.pem}
                sources: {files: [{name: a, path: s.yaml}], consul: [{name: b, tokenFile: t}]}
                """)
            .in(Path.of("/etc/fairlead"));
    assertThat(settings.tls().cert()).hasToString("/etc/fairlead/c.pem");
    assertThat(settings.tls().key()).hasToString("/k.pem");
    assertThat(settings.sources().files().getFirst().path()).hasToString("/etc/fairlead/s.yaml");
    assertThat(settings.sources().consul().getFirst().tokenFile()).hasToString("/etc/fairlead/t");
    assertThat(settings.sources().consul().getFirst().access().hasCa()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sources: {consul: [{name: a, adress: x}]} | x.yaml:1:30: sources.consul[0].adress: there"
            + " is no such key; did you mean 'address'?",
        "{listen: '0.0.0.0:1', sources: {files: [{name: a, path: x}]}} | reachable from other hosts; give tls",
        "{listen: here, sources: {files: [{name: a, path: x}]}} | 'here' is not of the form",
        "health: {listen: '0.0.0.0:1'}             | health is served on loopback",
        "tls: {cert: a}                            | given together or not at all",
        "sources: {}                               | there is no source",
        "sources: {files: [{name: a, path: x}, {name: a, path: y}]} | two sources have the name",
        "sources: {files: [{name: a b, path: x}]}  | 'a b' is not a name",
        "sources: {files: [{name: a, path: ''}]}   | path is empty",
        "sources: {consul: [{name: a, waitTime: 1ms}]} | waitTime lies between 1s and 10m",
        "sources: {consul: [{name: a, address: 'ftp://x:1'}]} | is not of the form http://host",
        "sources: {consul: [{name: a, address: 'http://x:1/?token=s'}]} | belongs into tokenFile",
        "sources: {consul: [{name: a, address: 'http://x y'}]} | http://x y",
        "sources: {consul: [{name: a, hostSuffix: '-'}]} | hostSuffix '-' is not a host name",
      })
  void tellsWhatIsWrongAndWhere(String text, String sentence) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("x.yaml:1:")
        .hasMessageContaining(sentence);
  }
}
