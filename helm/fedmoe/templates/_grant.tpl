{{/* A role and its binding to the operator. Takes a dict: root, kind, name, namespace, rules. */}}
{{- define "fedmoe.grant" }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .kind }}
metadata:
  {{- include "fedmoe.metadata" (dict "root" .root "name" .name "namespace" .namespace) | nindent 2 }}
rules:
  {{- toYaml .rules | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: {{ .kind }}Binding
metadata:
  {{- include "fedmoe.metadata" (dict "root" .root "name" .name "namespace" .namespace) | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: {{ .kind }}
  name: {{ .name }}
subjects:
  - kind: ServiceAccount
    name: {{ include "fedmoe.serviceAccount" .root }}
    namespace: {{ .root.Release.Namespace }}
{{- end }}
