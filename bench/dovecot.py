"""A Dovecot 2.3 of a trial's own, with one mailbox whose messages are put into its Maildir.

Python's standard library only.
"""
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

from desk import free_port, wait_for

PASSWORD = "secret"
CONFIGURATION = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:~/Maildir
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {home}/users
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={home}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
}}
"""


class Dovecot:
    def __init__(self, address):
        if os.getuid() != 0 or not shutil.which("dovecot", path="/usr/sbin:/usr/bin"):
            sys.exit("Dovecot 2.3 is needed (Debian: dovecot-imapd), and to be root, who may start it")
        self.address, self.port = address, free_port()
        self.home = tempfile.mkdtemp(prefix="hdbox-")  # short: the names of sockets are bounded
        os.chmod(self.home, 0o755)
        self.maildir = os.path.join(self.home, "mail", address, "Maildir")
        for part in ("new", "cur", "tmp"):
            os.makedirs(os.path.join(self.maildir, part))
        self.write("users", f"{address}:{{PLAIN}}{PASSWORD}\n")
        self.write("dovecot.conf", CONFIGURATION.format(home=self.home, port=self.port))
        self.own(os.path.join(self.home, "mail"))

    def write(self, name, text):
        with open(os.path.join(self.home, name), "w") as file:
            file.write(text)

    @staticmethod
    def own(path):
        nobody = pwd.getpwnam("nobody")
        for folder, _, files in os.walk(path):
            for name in [folder] + [os.path.join(folder, f) for f in files]:
                os.chown(name, nobody.pw_uid, nobody.pw_gid)

    def put(self, name, parts):
        """A message, in parts (bytes) so that a large one need not be held; there at once or not at all."""
        coming = os.path.join(self.maildir, "tmp", name)
        with open(coming, "wb") as file:
            for part in parts:
                file.write(part)
        nobody = pwd.getpwnam("nobody")
        os.chown(coming, nobody.pw_uid, nobody.pw_gid)
        os.rename(coming, os.path.join(self.maildir, "new", name))

    def start(self):
        subprocess.run(["/usr/sbin/dovecot", "-c", os.path.join(self.home, "dovecot.conf")], check=True)
        wait_for("Dovecot answers", 20, self.answers)

    def answers(self):
        with socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True

    def stop(self):
        try:
            with open(os.path.join(self.home, "run", "master.pid")) as file:
                master = int(file.read())
            os.kill(master, signal.SIGTERM)
            wait_for("Dovecot ends", 20, lambda: not os.path.exists(f"/proc/{master}"))
        except FileNotFoundError:
            pass  # it did not start
        shutil.rmtree(self.home, ignore_errors=True)

    def given_to(self, browser):
        """Adds the mailbox to the desk as an administrator does, by the form."""
        form = {
            "address": self.address,
            "login": "password",
            "folder": "INBOX",
            "after": "leave",
            "imapHost": "127.0.0.1",
            "imapPort": self.port,
            "imapSecurity": "none",
            "imapUser": self.address,
            "imapPassword": PASSWORD,
            "active": "on",
            "openThreads": "",
            "_csrf": browser.token("/admin/mailboxes/new"),
        }
        status, headers, _, _ = browser.ask("POST", "/admin/mailboxes/new", form)
        if status not in (302, 303):
            sys.exit(f"The mailbox is not taken: {status}")
