# dpkg's status file to a CycloneDX bill of materials.
function text(s) { gsub(/["\\]/, "\\\\&", s); return "\"" s "\"" }
function component() {
    if (name == "") return
    printf "%s\n    {\"type\": \"library\", \"name\": %s, \"version\": %s, \"bom-ref\": %s, \"purl\": %s}", \
        comma, text(name), text(version), text("deb/" name), text("pkg:deb/debian/" name "@" version "?arch=" arch "&distro=debian-12")
    comma = ","; name = ""
}
BEGIN { print "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\", \"version\": 1, \"components\": [" }
/^Package: / { name = $2 }
/^Version: / { version = $2 }
/^Architecture: / { arch = $2 }
/^$/ { component() }
END { component(); print "\n]}" }
