# One image for web, worker, beat and migrate. Debian slim; runs as an account of its own, not as root.
FROM node:24-bookworm-slim AS frontend
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev

FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY requirements.txt ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=probation.settings PROJECT_VAR=/var/lib/probation
RUN groupadd --system --gid 10001 probation \
    && useradd --system --uid 10001 --gid probation --home-dir /var/lib/probation --create-home probation \
    && mkdir -p /var/lib/probation/files && chown -R probation:probation /var/lib/probation
WORKDIR /srv/probation
COPY --from=packages /opt/venv /opt/venv
COPY . .
COPY --from=frontend /build/node_modules node_modules
# Collecting files and compiling words needs settings, but neither a database nor a secret that lasts.
RUN python -c "from probation.setup import assets, messages; assets.copy_assets(); messages.compile_messages()" \
    && rm -rf node_modules \
    && SECRET_KEY=only-while-this-image-is-built DEMONSTRATION=1 \
       DATABASE_URL=postgresql://none:none@localhost/none REDIS_URL=redis://localhost/0 \
       python manage.py collectstatic --noinput \
    && chown -R probation:probation /var/lib/probation
# Said by /info. Last, so that another commit does not build everything anew.
ARG VERSION=development
ARG BUILD=
ENV VERSION=$VERSION BUILD=$BUILD
USER probation
EXPOSE 8000
VOLUME /var/lib/probation/files
CMD ["gunicorn", "--config", "gunicorn.conf.py", "probation.wsgi:application"]
