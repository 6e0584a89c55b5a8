{{/* What Pod Security "restricted" asks of a pod. */}}
{{- define "fedmoe.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{/* And of a container. */}}
{{- define "fedmoe.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end -}}

{{/* The operator's settings, as its OperatorSettings reads them. */}}
{{- define "fedmoe.environment" -}}
- {name: FEDMOE_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
- {name: FEDMOE_IDENTITY, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
- {name: FEDMOE_DEPLOYMENT, value: {{ include "fedmoe.operator" . }}}
- {name: FEDMOE_SERVICE_ACCOUNT, valueFrom: {fieldRef: {fieldPath: spec.serviceAccountName}}}
{{- with .Values.watchNamespaces }}
- {name: FEDMOE_WATCH_NAMESPACES, value: {{ join "," . | quote }}}
{{- end }}
- {name: FEDMOE_IMAGES_COORDINATOR, value: {{ include "fedmoe.image" (dict "root" . "image" .Values.images.coordinator) | quote }}}
- {name: FEDMOE_IMAGES_WORKER, value: {{ include "fedmoe.image" (dict "root" . "image" .Values.images.worker) | quote }}}
- {name: FEDMOE_IMAGES_PULL_POLICY, value: {{ .Values.images.pullPolicy }}}
{{- with .Values.images.jobPullSecret }}
- {name: FEDMOE_IMAGES_PULL_SECRET, value: {{ . }}}
{{- end }}
- {name: FEDMOE_CERTIFICATES_SOURCE, value: {{ .Values.certificates.source }}}
- {name: FEDMOE_CERTIFICATES_VALIDITY, value: P{{ .Values.certificates.validityDays }}D}
{{- if eq .Values.certificates.source "CertManager" }}
- {name: FEDMOE_CERTIFICATES_ISSUER_KIND, value: {{ .Values.certificates.certManager.issuerKind }}}
- {name: FEDMOE_CERTIFICATES_ISSUER_NAME, value: {{ .Values.certificates.certManager.issuerName }}}
{{- end }}
- {name: FEDMOE_LEASE_NAME, value: {{ include "fedmoe.operator" . }}}
- {name: FEDMOE_LEASE_DURATION, value: PT{{ upper .Values.lease.duration }}}
- {name: FEDMOE_LEASE_RENEW_DEADLINE, value: PT{{ upper .Values.lease.renewDeadline }}}
- {name: FEDMOE_LEASE_RETRY_PERIOD, value: PT{{ upper .Values.lease.retryPeriod }}}
- {name: FEDMOE_NETWORK_POLICIES, value: {{ .Values.networkPolicies.jobs | quote }}}
- {name: QUARKUS_LOG_LEVEL, value: {{ .Values.log.level }}}
- {name: QUARKUS_LOG_CONSOLE_JSON_ENABLED, value: {{ eq .Values.log.format "json" | quote }}}
{{- with .Values.operator.javaOptions }}
- {name: JAVA_TOOL_OPTIONS, value: {{ . | quote }}}
{{- end }}
{{- with .Values.operator.env }}
{{ toYaml . }}
{{- end }}
{{- end -}}
