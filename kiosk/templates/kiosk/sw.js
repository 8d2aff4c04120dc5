/* The pages of the door open without the server: kiosk/static/service_worker.js. */
self.HOINGHI_BUILD = {{ build|tojson }};
self.HOINGHI_ASSETS = [{% for name in assets %}{{ asset(name)|tojson }},{% endfor %}];
importScripts({{ asset("service_worker.js")|tojson }});
