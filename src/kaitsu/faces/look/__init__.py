"""The look: templates, style sheets, scripts, form renderer and widgets that every face stands on."""
