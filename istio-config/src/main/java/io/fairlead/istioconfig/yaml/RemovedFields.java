package io.fairlead.istioconfig.yaml;

import com.google.protobuf.Descriptors.Descriptor;
import io.fairlead.api.istio.mesh.v1alpha1.MeshConfig;
import java.util.Locale;
import java.util.Set;

/** Fields that Istio had once, and that old files still have. */
final class RemovedFields {

  /** Without underscores, in small letters: both spellings of a name are one. */
  private static final Set<String> OF_MESH_CONFIG =
      Set.of(
          "mixercheckserver",
          "mixerreportserver",
          "mixeraddress",
          "disablepolicychecks",
          "disablemixerhttpreports",
          "policycheckfailopen",
          "enableclientsidepolicycheck",
          "sidecartotelemetrysessionaffinity",
          "disablereportbatch",
          "reportbatchmaxentries",
          "reportbatchmaxtime",
          "authpolicy",
          "rdsrefreshdelay",
          "sdsudspath",
          "sdsrefreshdelay",
          "enablesdstokenmount",
          "sdsusek8ssajwt",
          "terminationdrainduration",
          "thriftconfig");

  private RemovedFields() {}

  static boolean contains(Descriptor message, String name) {
    return message.equals(MeshConfig.getDescriptor())
        && OF_MESH_CONFIG.contains(name.replace("_", "").toLowerCase(Locale.ROOT));
  }
}
