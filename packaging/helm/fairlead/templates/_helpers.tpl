{{/* The name of everything of the control plane; a revision has names of its own. */}}
{{- define "fairlead.name" -}}
fairlead-control-plane{{ with .Values.revision }}-{{ . }}{{ end }}
{{- end }}

{{/* The name of what belongs to the whole cluster: a namespace may have a control plane each. */}}
{{- define "fairlead.clusterName" -}}
{{ include "fairlead.name" . }}-{{ .Release.Namespace }}
{{- end }}

{{- define "fairlead.selector" -}}
app.kubernetes.io/name: fairlead-control-plane
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "fairlead.labels" -}}
{{ include "fairlead.selector" . }}
app.kubernetes.io/part-of: fairlead
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
istio.io/rev: {{ .Values.revision | default "default" }}
{{- end }}

{{/* An image of the hub: include "fairlead.image" (list . "control-plane"). */}}
{{- define "fairlead.image" -}}
{{- $root := index . 0 -}}
{{ $root.Values.images.hub }}/{{ index . 1 }}:{{ $root.Values.images.tag | default $root.Chart.AppVersion }}
{{- end }}

{{- define "fairlead.host" -}}
{{ include "fairlead.name" . }}.{{ .Release.Namespace }}.svc
{{- end }}

{{/* The control plane's own file, as a mapping; what people wrote holds over it. */}}
{{- define "fairlead.config" -}}
{{- $advertise := append .Values.controlPlane.advertise (printf "%s:15012" (include "fairlead.host" .)) -}}
{{- $account := "/var/run/secrets/kubernetes.io/serviceaccount" -}}
{{- $cluster := dict "cluster" .Values.mesh.cluster "network" .Values.mesh.network -}}
{{- if .Values.mesh.remoteClusters -}}
{{- $_ := set $cluster "remoteSecrets" .Release.Namespace -}}
{{- end -}}
{{- $sources := dict "kubernetes" (list $cluster) -}}
{{- $review := dict "cluster" .Values.mesh.cluster "server" "https://kubernetes.default.svc"
      "caFile" (printf "%s/ca.crt" $account) "tokenFile" (printf "%s/token" $account) "audiences" (list "istio-ca") -}}
{{- if .Values.registryBridge.enabled -}}
{{- $_ := set $sources "mcp" (list (dict "name" "registry" "address" "127.0.0.1:15019")) -}}
{{- end -}}
{{- $limits := .Values.injection.resources.limits | default dict -}}
{{- $requests := .Values.injection.resources.requests | default dict -}}
{{- $admission := dict
      "listen" "0.0.0.0:15017"
      "revision" (.Values.revision | default "default")
      "controlPlane" (printf "%s:15012" (include "fairlead.host" .))
      "conditions" true
      "proxy" (dict
        "image" (include "fairlead.image" (list . "proxy"))
        "pullPolicy" .Values.images.pullPolicy
        "cpuRequest" (dig "cpu" "" $requests | toString)
        "memoryRequest" (dig "memory" "" $requests | toString)
        "cpuLimit" (dig "cpu" "" $limits | toString)
        "memoryLimit" (dig "memory" "" $limits | toString)) -}}
{{- if or .Values.validation.enabled .Values.injection.enabled -}}
{{- $_ := set $admission "webhooks" (dict "names" (list (include "fairlead.clusterName" .))) -}}
{{- end -}}
{{- $ours := dict
      "listen" "0.0.0.0:15012"
      "advertise" $advertise
      "stateDirectory" "/var/lib/fairlead-control-plane/state"
      "adminSocket" "/run/fairlead-control-plane/admin.sock"
      "health" (dict "listen" "127.0.0.1:15014")
      "mesh" (dict "trustDomain" .Values.mesh.trustDomain "trustDomainAliases" .Values.mesh.trustDomainAliases "rootNamespace" .Release.Namespace "id" .Values.mesh.id "cluster" .Values.mesh.cluster)
      "sources" $sources
      "istio" (dict "tokenReview" (list $review))
      "admission" $admission -}}
{{- mergeOverwrite $ours (deepCopy .Values.controlPlane.config) | toYaml }}
{{- end }}

{{- define "fairlead.bridgeConfig" -}}
{{- $ours := dict "listen" "127.0.0.1:15019" "health" (dict "listen" "127.0.0.1:15018") -}}
{{- mergeOverwrite (deepCopy .Values.registryBridge.config) $ours | toYaml }}
{{- end }}

{{/* What every container of ours may do: nothing of what root may. */}}
{{- define "fairlead.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}
