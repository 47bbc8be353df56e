{{- define "gateway.name" -}}
{{ .Values.name | default .Release.Name | trunc 53 | trimSuffix "-" }}
{{- end }}

{{- define "gateway.account" -}}
{{ .Values.serviceAccount.name | default (include "gateway.name" .) }}
{{- end }}

{{/* What a Gateway's selector is compared with. */}}
{{- define "gateway.selector" -}}
app: {{ include "gateway.name" . }}
{{- if .Values.labels }}
{{ toYaml .Values.labels }}
{{- else }}
istio: {{ include "gateway.name" . | trimPrefix "istio-" }}
{{- end }}
{{- end }}

{{- define "gateway.labels" -}}
{{ include "gateway.selector" . }}
app.kubernetes.io/name: {{ include "gateway.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: fairlead
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
