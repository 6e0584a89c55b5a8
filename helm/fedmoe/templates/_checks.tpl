{{/* What a schema cannot say. */}}
{{- define "fedmoe.checks" -}}
{{- with .Values.certificates -}}
{{- if and (eq .source "CertManager") (not .certManager.issuerName) -}}
{{- fail "certificates.source is CertManager, but certificates.certManager.issuerName is empty. Name an issuer, or use source Operator" -}}
{{- end -}}
{{- end -}}
{{- with .Values.lease -}}
{{- if le (trimSuffix "s" .duration | int) (trimSuffix "s" .renewDeadline | int) -}}
{{- fail (printf "lease.renewDeadline (%s) must be less than lease.duration (%s): a leader stops acting before another may begin" .renewDeadline .duration) -}}
{{- end -}}
{{- if le (trimSuffix "s" .renewDeadline | int) (trimSuffix "s" .retryPeriod | int) -}}
{{- fail (printf "lease.retryPeriod (%s) must be less than lease.renewDeadline (%s)" .retryPeriod .renewDeadline) -}}
{{- end -}}
{{- end -}}
{{- if not (or .Values.serviceAccount.create .Values.serviceAccount.name) -}}
{{- fail "serviceAccount.create is false, but serviceAccount.name is empty. Name the service account that exists, or let the chart make one" -}}
{{- end -}}
{{- end -}}
