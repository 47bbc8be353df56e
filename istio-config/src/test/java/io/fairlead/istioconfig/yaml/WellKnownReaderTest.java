package io.fairlead.istioconfig.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import io.fairlead.model.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Types that Istio's language has beyond the kinds that are read today. */
class WellKnownReaderTest {

  private static final Descriptor TYPE = type();

  @Test
  void everyTypeIsReadAndWrittenBack() {
    String text =
        """
        timeout: 1m30s
        at: 2026-11-22T10:00:00.250Z
        flag: true
        limit: 7
        ratio: 0.5
        big: 18446744073709551615
        raw: aGVsbG8=
        on: false
        """;
    DynamicMessage message = read(text, List.of());
    assertThat(YamlText.of(MessageTree.of(message)))
        .isEqualTo(
            """
            timeout: 90s
            at: 2026-11-22T10:00:00.250Z
            flag: true
            limit: 7
            ratio: 0.5
            big: 18446744073709551615
            raw: aGVsbG8=
            """);
  }

  @Test
  void durationsAreProtobufsOrGos() {
    for (String good : List.of("0", "0s", "1.5s", "250ms", "1h30m", "2us", "3ns")) {
      read("timeout: \"" + good + "\"\n", List.of());
    }
    for (String bad : List.of("", "5", "1x", "-1s", "s", "1.2.3s", "9999999999999h", "1 s")) {
      read(
          "timeout: \"" + bad + "\"\n",
          List.of(
              "f:1:10: timeout: must be a duration such as 1.5s, 250ms or 1h30m, not the text '"
                  + bad
                  + "'"));
    }
  }

  @Test
  void whatDoesNotFitIsTold() {
    read(
        "timeout: [1s]\nat: noon\nflag: yes\nlimit: x\nratio: .inf\nbig: -1\nraw: '!'\non: 1\n",
        List.of(
            "f:1:10: timeout: must be text, not a list",
            "f:2:5: at: must be a time such as 2026-11-22T10:00:00Z",
            "f:3:7: flag: must be true or false, not the text 'yes'",
            "f:4:8: limit: must be a whole number in decimal digits, not the text 'x'",
            "f:5:8: ratio: must be a decimal number, not the number '.inf'",
            "f:6:6: big: -1 is out of range: use 0 to 18446744073709551615",
            "f:7:6: raw: must be bytes in Base64, with padding",
            "f:8:5: on: must be true or false, not the number '1'"));
  }

  private static DynamicMessage read(String text, List<String> problems) {
    Findings findings = new Findings("f");
    DynamicMessage.Builder message = DynamicMessage.newBuilder(TYPE);
    MessageReader reader = new MessageReader(new Reading(findings, ""));
    YamlDocuments.read(text, findings, node -> reader.read(node, message, ""));
    assertThat(findings.all()).extracting(Problem::toString).containsExactlyElementsOf(problems);
    return message.build();
  }

  private static Descriptor type() {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder().setName("t").setSyntax("proto3");
    file.addDependency("google/protobuf/duration.proto");
    file.addDependency("google/protobuf/timestamp.proto");
    file.addDependency("google/protobuf/wrappers.proto");
    file.addMessageTypeBuilder()
        .setName("T")
        .addField(message(1, "timeout", "Duration"))
        .addField(message(2, "at", "Timestamp"))
        .addField(message(3, "flag", "BoolValue"))
        .addField(message(4, "limit", "UInt32Value"))
        .addField(field(5, "ratio", Type.TYPE_DOUBLE))
        .addField(field(6, "big", Type.TYPE_UINT64))
        .addField(field(7, "raw", Type.TYPE_BYTES))
        .addField(field(8, "on", Type.TYPE_BOOL));
    FileDescriptor[] imports = {
      DurationProto.getDescriptor(), TimestampProto.getDescriptor(), WrappersProto.getDescriptor()
    };
    try {
      return FileDescriptor.buildFrom(file.build(), imports).findMessageTypeByName("T");
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FieldDescriptorProto message(int number, String name, String type) {
    return field(number, name, Type.TYPE_MESSAGE).toBuilder()
        .setTypeName(".google.protobuf." + type)
        .build();
  }

  private static FieldDescriptorProto field(int number, String name, Type type) {
    return FieldDescriptorProto.newBuilder().setNumber(number).setName(name).setType(type).build();
  }
}
