{{/* First part of the names of the chart's objects. */}}
{{- define "fedmoe.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Deployment, Service, lease, and more of the operator. */}}
{{- define "fedmoe.operator" -}}
{{ include "fedmoe.fullname" . }}-operator
{{- end -}}

{{- define "fedmoe.serviceAccount" -}}
{{- default (include "fedmoe.operator" .) .Values.serviceAccount.name -}}
{{- end -}}

{{/* Cluster-scoped objects carry the namespace too: two releases may serve different namespaces. */}}
{{- define "fedmoe.clusterwide" -}}
{{ .Release.Namespace }}:{{ include "fedmoe.operator" . }}
{{- end -}}

{{- define "fedmoe.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{/* Of what is not of one release alone. */}}
{{- define "fedmoe.sharedLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: fedmoe
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Takes a dict: root, name, and maybe labels, annotations, namespaced (the release's namespace unless false, or another's name). */}}
{{- define "fedmoe.metadata" -}}
name: {{ .name }}
{{- $namespace := ternary .root.Release.Namespace .namespace (not (hasKey . "namespace")) }}
{{- with $namespace }}
namespace: {{ . }}
{{- end }}
labels:
  {{- include "fedmoe.sharedLabels" .root | nindent 2 }}
  app.kubernetes.io/instance: {{ .root.Release.Name }}
  app.kubernetes.io/component: operator
  {{- with .labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with merge (dict) (default dict .annotations) .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Takes a dict: root, image (one of .Values.images). */}}
{{- define "fedmoe.image" -}}
{{- $images := .root.Values.images -}}
{{- with $images.registry }}{{ trimSuffix "/" . }}/{{ end -}}
{{- .image.repository -}}
{{- if .image.digest }}@{{ .image.digest }}{{ else }}:{{ coalesce .image.tag $images.tag .root.Chart.AppVersion }}{{ end -}}
{{- end -}}
