"""An OpenID provider on loopback, for tests: oauthlib's own, with code flow, PKCE, nonce, signed tokens."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from oauthlib.openid import RequestValidator, Server

CLIENT, SECRET = "probation", "not-a-secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Validator(RequestValidator):
    """What the provider knows: one client, one user who has signed in there, the codes it gave."""

    def __init__(self, provider):
        super().__init__()
        self.provider = provider
        self.codes = {}

    def validate_client_id(self, client_id, request, *args, **kwargs):
        return client_id == CLIENT

    def validate_redirect_uri(self, client_id, redirect_uri, request, *args, **kwargs):
        return redirect_uri.endswith("/organisation/back")

    def validate_response_type(self, client_id, response_type, client, request, *args, **kwargs):
        return response_type == "code"

    def validate_scopes(self, client_id, scopes, client, request, *args, **kwargs):
        return set(scopes) <= {"openid", "email", "profile"}

    def is_pkce_required(self, client_id, request):
        return True

    def save_authorization_code(self, client_id, code, request, *args, **kwargs):
        self.codes[code["code"]] = request

    def authenticate_client(self, request, *args, **kwargs):
        request.client = SimpleNamespace(client_id=request.client_id)
        return (request.client_id, request.client_secret) == (CLIENT, SECRET)

    def validate_grant_type(self, client_id, grant_type, client, request, *args, **kwargs):
        return grant_type == "authorization_code"

    def validate_code(self, client_id, code, client, request, *args, **kwargs):
        if code not in self.codes:
            return False
        request.user, request.scopes = self.provider.claims, self.codes[code].scopes
        return True

    def confirm_redirect_uri(self, client_id, code, redirect_uri, client, request, *args, **kwargs):
        return self.codes[code].redirect_uri == redirect_uri

    def get_code_challenge(self, code, request):
        return self.codes[code].code_challenge

    def get_code_challenge_method(self, code, request):
        return self.codes[code].code_challenge_method

    def get_authorization_code_scopes(self, client_id, code, redirect_uri, request):
        return self.codes[code].scopes

    def get_authorization_code_nonce(self, client_id, code, redirect_uri, request):
        return self.codes[code].nonce

    def invalidate_authorization_code(self, client_id, code, request, *args, **kwargs):
        del self.codes[code]

    def save_bearer_token(self, token, request, *args, **kwargs):
        self.provider.access_token = token["access_token"]

    def finalize_id_token(self, id_token, token, token_handler, request):
        return self.provider.signed(id_token)

    def validate_bearer_token(self, token, scopes, request):
        return token == self.provider.access_token

    def get_userinfo_claims(self, request):
        return self.provider.claims


class Provider(HTTPServer):
    """claims    what it says of the user when asked with the access token
    changed   claims of the identity token that are not as they should be; None leaves one out
    key       what it signs with
    fails     whether it is out of order
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.claims = {"sub": "1", "preferred_username": "jo.smith"}
        self.changed, self.key, self.fails, self.access_token = {}, KEY, False, ""
        self.oauth = Server(Validator(self))

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def signed(self, id_token):
        claims = {**id_token, "iss": self.address, "sub": "1", "exp": int(time.time()) + 300, **self.changed}
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, self.key, algorithm="RS256", headers={"kid": "one"})

    def keys(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**key, "kid": "one", "alg": "RS256", "use": "sig"}]}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        uri = f"https://127.0.0.1{self.path}"  # oauthlib would refuse plain HTTP
        if self.path == "/keys":
            self.answer({"Content-Type": "application/json"}, json.dumps(self.server.keys()), 200)
        elif self.path == "/user":
            self.answer(*self.server.oauth.create_userinfo_response(uri, headers=dict(self.headers)))
        else:
            asked = self.server.oauth.create_authorization_response(uri, credentials={"user": "jo"})
            self.answer(*asked)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        uri = f"https://127.0.0.1{self.path}"
        self.answer(*self.server.oauth.create_token_response(uri, "POST", body, dict(self.headers)))

    def answer(self, headers, body, status):
        self.send_response(503 if self.server.fails else status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_):
        """Nothing is printed between tests."""


@contextmanager
def serving():
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
